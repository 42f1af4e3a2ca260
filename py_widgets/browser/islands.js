// The only script a page names. A page without an island or a blank loads nothing more.
let tries = 0;
let page = null; // once loaded, it is told of every page: islands that are gone must not be asked about

function work() {
  if (page) return page.scan();
  if (!document.querySelector(".island, [data-blank]")) return;
  // Browsers remember that a module could not be had; another address is asked for anew.
  import(tries ? `./island.js?${tries}` : "./island.js").then((loaded) => {
    page = loaded;
    page.scan();
  }, failed);
}

function failed() {
  tries += 1;
  for (const island of document.querySelectorAll(".island")) {
    island.dataset.state = "failed";
    island.querySelector("[data-retry]").addEventListener("click", work, { once: true });
  }
}

// Material announces each page on document$; without it (another theme, a saved copy) the one page is there already.
if (window.document$?.subscribe) window.document$.subscribe(work);
else work();
