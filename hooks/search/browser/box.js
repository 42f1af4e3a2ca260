// What Material's search box leaves out: it looks at what was typed only when a key comes up, and loads everything beforehand.
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
