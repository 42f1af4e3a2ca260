// Keeps the site on the device for days without a network, and the page true to the version it came with.
// sw.js holds one version; the next waits beside it until the reader takes it, or until no page of the site is open.
const container = navigator.serviceWorker; // not every in-app browser has it
export const home = new URL("../../", import.meta.url);

// Follow a worker that is being installed: it ends "activated", "installed" (waiting behind an older one) or "redundant".
export const follow = (worker, tell) => worker.addEventListener("statechange", () => tell(worker.state));

export const register = () => container.register(new URL("sw.js", home), { updateViaCache: "none" });

export const isShared = () => {
  try {
    return sessionStorage.getItem("shuoqingchu:shared-computer") !== null; // see store.js
  } catch {
    return false;
  }
};

function isSparing() {
  const line = navigator.connection;
  return Boolean(line?.saveData) || /2g/.test(line?.effectiveType ?? "");
}

// What is kept for later must not compete with what the reader waits for: the page, then Python's first answer.
function quiet() {
  const isBusy = () => document.querySelector(".island") && !document.querySelector(".island:is([data-state=ready], [data-state=failed])");
  return new Promise((resolve) => {
    const look = () => {
      if (isBusy()) return;
      observer.disconnect();
      (window.requestIdleCallback ?? setTimeout)(resolve);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
    if (document.readyState === "complete") look();
    else window.addEventListener("load", look, { once: true });
  });
}

async function keep() {
  await quiet();
  if (isShared() || (isSparing() && !container.controller)) return;
  const registration = await register();
  const offer = async () => container.controller && (await import("./offer.js")).offer(registration.waiting);
  if (registration.waiting) offer();
  registration.addEventListener("updatefound", () => follow(registration.installing, (state) => state === "installed" && offer()));
  container.controller?.postMessage("opened");
}

// Another version is in charge from here on: this page goes on as it is, and the next one is loaded whole. Material would
// put its text into this page, among scripts and styles of the old version.
function partWays() {
  const { pathname } = location;
  const alone = (event) => event.stopImmediatePropagation();
  window.addEventListener("click", (event) => event.target.closest?.("a[href]") && alone(event), true);
  window.addEventListener("popstate", (event) => {
    if (location.pathname === pathname) return;
    alone(event);
    location.reload();
  }, true);
}

if (container) {
  let former = container.controller;
  container.addEventListener("controllerchange", () => {
    if (former) partWays(); // the first one has the version that is here already
    former = container.controller;
  });
  keep().catch(() => {}); // private windows, a full device: the site works as it always did
  const dress = async () => document.querySelector("[data-offline]") && (await import("./button.js")).dress();
  if (window.document$) window.document$.subscribe(dress);
  else dress();
}
