// Effects that need no island: copy, print, download, announce. Each is data: {type, …}.

// Show a line to the reader (and the screen reader): a text of its own, or one the page carries under a name.
export function say(element, what, text) {
  const line = element.querySelector("[data-said]");
  line.textContent = text ?? JSON.parse(line.dataset.texts)[what] ?? "";
  line.classList.remove("is-said");
  void line.offsetWidth; // restart the animation that takes the line away
  line.classList.add("is-said");
}

async function copy({ text }, element) {
  try {
    await navigator.clipboard.writeText(text);
    say(element, "copied");
  } catch {
    say(element, copyBySelection(text) ? "copied" : "copy-failed");
  }
}

// Browsers that refuse the clipboard after an answer from a worker still allow this one.
function copyBySelection(text) {
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
  field.style.cssText = "position:fixed;opacity:0";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return done;
}

function download({ name, mime, text }, element) {
  const url = URL.createObjectURL(new Blob([text], { type: mime }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // browsers give no event for “saved”
  say(element, "exported");
}

// On paper nothing can be unfolded or scrolled: open every fold, and write out every text area. The style sheet opens folds
// where it can (::details-content), for readers without JavaScript; other browsers need this.
function unfold() {
  const folds = [...document.querySelectorAll("details:not([open])")].map((fold) => [fold, fold.getAttribute("name")]);
  for (const [fold] of folds) {
    fold.removeAttribute("name"); // of those that share one, only one can be open
    fold.open = true;
  }
  const texts = [...document.querySelectorAll(".island textarea")].map((area) => {
    const text = Object.assign(document.createElement("div"), { className: "written-out", textContent: area.value });
    area.before(text);
    return text;
  });
  window.addEventListener("afterprint", () => {
    for (const [fold, name] of folds) {
      fold.open = false;
      if (name !== null) fold.setAttribute("name", name);
    }
    for (const text of texts) text.remove();
  }, { once: true });
}
window.addEventListener("beforeprint", unfold);

// Print one part of the page: mark it and the way to it; the style sheet hides the rest.
function print({ target }, element) {
  const part = target === "island" ? element : element.querySelector(target);
  if (!part) return;
  const marked = [];
  for (let node = part.parentElement; node && node !== document.documentElement; node = node.parentElement) {
    node.dataset.printPath = "";
    marked.push(node);
  }
  part.dataset.printTarget = "";
  document.documentElement.dataset.printing = "";
  window.addEventListener("afterprint", () => {
    for (const node of marked) delete node.dataset.printPath;
    delete part.dataset.printTarget;
    delete document.documentElement.dataset.printing;
  }, { once: true });
  window.print();
}

const performers = { copy, download, print, announce: ({ text }, element) => say(element, "", text) };

export function perform(effect, element) {
  performers[effect.type]?.(effect, element);
}
