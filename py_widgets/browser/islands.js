// The only script a page names. A page without an island or a blank loads nothing more.
const VERSION = new URL(".", import.meta.url).pathname.split("/").at(-2); // the name of this file's folder
const LOAD_LIMIT = 30_000; // ms; 20 KB
let tries = 0;
let page = null; // once loaded, it is told of every page: islands that are gone must not be asked about

// The islands' style, for the rest of the visit: Material takes a page's own away with the page, and brings the next page's a
// moment after its content. So it is asked for when a link may be about to be followed.
function dress() {
  const style = new URL("./islands.css", import.meta.url).href;
  if (document.querySelector(`body > link[href="${style}"]`)) return;
  document.body.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
}

function work() {
  if (page) return page.scan();
  for (const type of ["pointerdown", "keydown"]) document.addEventListener(type, dress, { once: true, passive: true });
  if (!document.querySelector(".island, [data-blank]")) return;
  const late = setTimeout(failed, LOAD_LIMIT);
  // Browsers remember that a module could not be had; another address is asked for anew.
  import(tries ? `./island.js?${tries}` : "./island.js").then((loaded) => {
    clearTimeout(late);
    begin(page ?? loaded);
  }, () => {
    clearTimeout(late);
    failed();
  });
}

function begin(loaded) {
  try {
    loaded.scan();
  } catch (error) {
    failed(); // a browser that lacks something
    throw error;
  }
  page = loaded;
  document.documentElement.dataset.alive = ""; // from here on, what is typed is kept
}

// Instant navigation may bring the page of a version that came out meanwhile: old code must not work on it.
let pages = 0;
function arrive() {
  const { content } = document.querySelector("meta[name=islands]") ?? {};
  if (pages++ && content !== VERSION) location.reload();
  else work();
}

function failed() {
  tries += 1;
  for (const island of document.querySelectorAll(".island")) {
    island.dataset.state = "failed";
    for (const button of island.querySelectorAll("[data-retry]")) button.addEventListener("click", again, { once: true });
  }
  checkVersion();
}

// Browsers keep what is damaged or mislabelled as they keep what is whole: all of it is asked for anew.
function again() {
  const folder = new URL(".", import.meta.url).href;
  const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(folder) && name.endsWith(".js"));
  Promise.allSettled(files.map((file) => fetch(file, { cache: "reload" }))).then(work);
}

// Whoever came while another version was published finds its own files gone: opening the page again brings both up to date.
export async function checkVersion() {
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (answer?.ok && !(await answer.text()).includes(`${VERSION}/islands.js`)) tellOutdated();
}

export function tellOutdated() {
  document.documentElement.dataset.outdated = "";
}

// What was filled in while the script that keeps it was missing goes along over the reload, and no further.
const CARRIED = "carried-shuoqingchu";
const controls = () => [...document.querySelectorAll(".island :is(input, textarea)[name], [data-blank]")];
const nameOf = (field) => [field.closest(".island")?.id, field.dataset.blank ?? field.name, field.type === "radio" && field.value].join();

function carry() {
  const touched = controls().filter((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  const carried = Object.fromEntries(touched.map((field) => [nameOf(field), [field.value, field.checked]]));
  try {
    sessionStorage.setItem(CARRIED, JSON.stringify(carried));
  } catch {} // nothing can be kept: said on the page
}

function unpack() {
  try {
    const carried = JSON.parse(sessionStorage.getItem(CARRIED) ?? "{}");
    sessionStorage.removeItem(CARRIED);
    for (const field of controls()) if (nameOf(field) in carried) [field.value, field.checked] = carried[nameOf(field)];
  } catch {}
}

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-reload]")) return;
  if (!page) carry();
  location.reload();
});
unpack();

// Material announces each page on document$; without it (another theme, a saved copy) the one page is there already.
if (window.document$?.subscribe) window.document$.subscribe(arrive);
else arrive();
