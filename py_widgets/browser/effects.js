// Effects that need no island: copy, print, download, announce. Each is data: {type, …}.

// Show a line to the reader (and the screen reader): a text of its own, or one the page carries under a name.
export function say(element, what, text) {
  const line = element.querySelector("[data-said]");
  line.textContent = text ?? JSON.parse(line.dataset.texts)[what] ?? "";
  line.classList.remove("is-said");
  void line.offsetWidth; // restart the animation that takes the line away
  line.classList.add("is-said");
}

// WebKit lets a page copy only during a press, and Python answers after it: the press pledges what the answer will bring.
let pledge = null;

export function pledgeCopy() {
  pledge = null;
  try {
    let give;
    const text = new Promise((resolve) => (give = resolve));
    const copied = navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]);
    copied.catch(() => {}); // whoever keeps the pledge is told
    pledge = (said) => {
      give(new Blob([said], { type: "text/plain" }));
      return copied;
    };
  } catch {
    // an older browser, which lets the answer itself copy, or nothing at all
  }
}

async function copy({ text }, element) {
  const keep = pledge;
  pledge = null;
  const write = () => navigator.clipboard.writeText(text);
  try {
    await (keep ? keep(text).catch(write) : write());
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

// A file's content: `text`, or bytes as `base64`.
function download({ name, mime, text, base64 }, element) {
  const content = base64 === undefined ? text : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([content], { type: mime }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // browsers give no event for “saved”
  say(element, "exported");
}

async function sha256(file) {
  try {
    const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return ""; // too large for this device, or a page that is not served safely
  }
}

// Ask for files and resolve to what identifies them, as JSON: [{name, size, sha256}]. They are read here, one at a time, and forgotten.
export function hashFiles({ multiple }) {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", multiple: multiple === true });
    input.addEventListener("change", async () => {
      const told = [];
      for (const file of input.files) told.push({ name: file.name, size: file.size, sha256: await sha256(file) });
      resolve(JSON.stringify(told));
    });
    input.click();
  });
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

// Keep the screen on while the island that asked is on the page; browsers let go of it whenever the page is hidden.
let awake = null; // {element, lock}

async function wakeLock({ on }, element) {
  if (!on && awake?.element !== element) return;
  awake?.lock?.release().catch(() => {});
  awake = on ? { element, lock: null } : null;
  if (!on) return;
  const mine = awake;
  try {
    const lock = await navigator.wakeLock.request("screen");
    if (awake === mine) mine.lock = lock;
    else lock.release();
  } catch {
    // Not every browser has it, and a low battery refuses it: the screen goes off as it always did.
  }
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && awake) wakeLock({ on: awake.element.isConnected }, awake.element);
});
window.addEventListener("pagehide", () => awake && wakeLock({ on: false }, awake.element));

const performers = { copy, download, print, "wake-lock": wakeLock, announce: ({ text }, element) => say(element, "", text) };

export function perform(effect, element) {
  performers[effect.type]?.(effect, element);
}
