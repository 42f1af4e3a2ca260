// The only script a page names. A page without an island or a blank loads nothing more.
const work = () => document.querySelector(".island, [data-blank]") && import("./island.js").then((page) => page.scan());

// Material announces each page on document$; without it (another theme, a saved copy) the one page is there already.
if (window.document$?.subscribe) window.document$.subscribe(work);
else work();
