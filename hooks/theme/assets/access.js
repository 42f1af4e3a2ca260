// What Material's menus lack for a keyboard and a screen reader. They open by the labels of hidden tick-boxes: here such a label
// becomes a button, says whether it is open, and hands the focus on. No text stands here: names are taken from the page.
const NARROW = matchMedia("(max-width: 76.234375em)"); // where Material folds the navigation into a drawer
const MENU = ".md-header__button[for=__drawer]";
const OPENERS = `${MENU}, label.md-nav__link[for]`;
const BACK = ".md-nav--primary .md-nav .md-nav__title[for]"; // closes a panel of the drawer

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const drawer = () => one("#__drawer");
const inDrawer = () => NARROW.matches && drawer().checked;
const isTyping = (node) => node.matches?.("input, textarea, select, [contenteditable]");

function nameOf(label) {
  if (label.matches(MENU)) return one(".md-nav--primary").ariaLabel;
  return label.textContent.trim() || one("a", label.parentElement)?.textContent.trim();
}

// A section that always stands open on a wide screen has a label that does nothing there.
function upgrade() {
  for (const label of all(`${OPENERS}, ${BACK}`)) {
    const works = NARROW.matches || (label.matches(".md-nav__link") && !label.closest(".md-nav__item").matches(".md-nav__item--section"));
    label.role = works ? "button" : null;
    label.ariaExpanded = works ? String(document.getElementById(label.htmlFor).checked) : null;
    label.ariaLabel = nameOf(label);
    if (works) label.tabIndex = 0;
    else label.removeAttribute("tabindex");
  }
  one(".md-search").ariaLabel = one(".md-search__input").ariaLabel;
  one(".md-search-result__meta").role = "status";
  nameTables();
}

// A table that is wider than the page scrolls in a box of Material's own: it has to be reached, and to say what it is.
function nameTables() {
  const headings = all(".md-content :is(h1, h2, h3, h4)[id]");
  for (const box of all(".md-typeset__scrollwrap")) {
    if (box.scrollWidth <= box.clientWidth) continue;
    const heading = headings.findLast((node) => node.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    box.tabIndex = 0;
    box.role = "group";
    box.setAttribute("aria-labelledby", heading.id);
  }
}

// The panel of the drawer that lies on top, and what is first in it.
function enter() {
  const panel = all(".md-sidebar--primary .md-nav__toggle:checked ~ .md-nav").at(-1) ?? one(".md-nav--primary");
  one(":scope > [role=button], :scope > .md-nav__list a, :scope > .md-nav__list [role=button]", panel)?.focus();
}

function press(label) {
  label.click();
  if (!NARROW.matches) return;
  if (document.getElementById(label.htmlFor).checked) enter();
  else one(`:is(.md-header__button, .md-nav__link)[for="${label.htmlFor}"]`).focus();
}

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches?.("label[role=button]") && (key === "Enter" || key === " ")) {
    event.preventDefault();
    event.stopPropagation(); // Material presses it as well
    press(target);
  } else if (key === "Escape" && inDrawer()) {
    drawer().click();
    one(MENU).focus();
  } else if (key.length === 1 && key !== " " && !isTyping(target)) {
    event.stopPropagation(); // Material turns the page at a single letter: who dictates would be thrown about (WCAG 2.1.4)
  }
}, { capture: true });

// Nobody walks behind the open drawer: it closes when the focus leaves it.
document.addEventListener("focusin", ({ target }) => {
  if (inDrawer() && !target.closest(".md-sidebar--primary") && !target.matches(MENU)) drawer().click();
});

document.addEventListener("change", ({ target }) => {
  if (target.matches(".md-toggle")) for (const label of all(`label[role=button][for="${target.id}"]`)) label.ariaExpanded = String(target.checked);
});
document.addEventListener("toggle", nameTables, { capture: true });
addEventListener("resize", nameTables);
NARROW.addEventListener("change", upgrade);

// Material announces each page on document$, and wraps the tables then.
if (window.document$?.subscribe) window.document$.subscribe(() => requestAnimationFrame(upgrade));
else upgrade();
