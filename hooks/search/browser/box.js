// What Material's search box leaves out: it looks at what was typed only when a key comes up, and loads everything beforehand;
// and it hands the words of a search to the next page in its address, which is sent to the host.
const LATE = 10_000; // ms until a search that has not begun is called broken

const box = document.querySelector("[data-md-component=search-query]");
const look = () => box.dispatchEvent(new Event("keyup"));

if (box) {
  // Pasting, dropping and dictating bring no key up.
  box.addEventListener("input", look);
  box.form?.addEventListener("reset", () => setTimeout(look));
  box.addEventListener("focus", touched, { once: true });
  if (document.activeElement === box) touched();
}

/** Wakes the worker, while the reader is still thinking of a word, by asking for a space; and says so if search does not work. */
function touched() {
  if (!box.value) {
    box.value = " ";
    look();
    box.value = "";
    look();
  }
  setTimeout(() => {
    const line = document.querySelector("[data-md-component=search-result] > :first-child");
    const failed = document.querySelector("#search-failed");
    if (line?.textContent.trim() === failed?.dataset.waiting) line.textContent = failed.content.textContent;
  }, LATE);
}

let words = []; // of the result that was followed, as its page has them

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a"); // Material closes the search by a click of its own
  if (!link) return;
  const marks = link.matches(".md-search-result__link") ? link.querySelectorAll("mark") : [];
  words = [...new Set(Array.from(marks, (mark) => mark.textContent))].filter((word) => word.length > 1);
  if (words.length) show(); // the result may be on this page
}, true);
window.document$?.subscribe(show);

/** Marks the words on the page, without touching what stands there; browsers that cannot do that show it unmarked. */
function show() {
  const found = [];
  const texts = document.createNodeIterator(document.querySelector(".md-content") ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node && words.length; node = texts.nextNode()) {
    for (const word of words) {
      for (let at = node.data.indexOf(word); at >= 0; at = node.data.indexOf(word, at + word.length)) {
        found.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + word.length }));
      }
    }
  }
  CSS.highlights?.set("found", new Highlight(...found));
}
