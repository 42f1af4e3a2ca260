// The site without a network: a service worker that holds every file of one version. Workbox stands above (hooks/offline).
const { PrecacheController, PrecacheRoute } = workbox.precaching;
const { registerRoute } = workbox.routing;
const { scope } = self.registration;

const files = new PrecacheController();
files.addToCacheList(self.__WB_MANIFEST);
self.addEventListener("install", files.install);
// The first page, and the worker in which Python runs, opened without us: they are to find everything, too.
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
registerRoute(new PrecacheRoute(files, { ignoreURLParametersMatching: [/.*/] }));

// A tab of the version before goes on asking for its own files. They carry a hash in their names, so nothing is mixed up.
registerRoute(({ url }) => url.href.startsWith(`${scope}assets/`), async ({ request }) => {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
});

// A page that this version does not have: perhaps it is new, perhaps only the slash at its end is missing.
registerRoute(({ request }) => request.mode === "navigate", async ({ request, url }) => {
  const response = await fetch(request).catch(() => null);
  if (response && response.status < 500) return response;
  if (files.getCacheKeyForURL(`${url.pathname}/index.html`)) return Response.redirect(`${url.pathname}/${url.search}`);
  return (await files.matchPrecache(new URL("404.html", scope).href)) ?? response ?? Response.error();
});

// So what was there before is deleted not at once, but when a page of this version is the only one open.
async function tidy(event) {
  const { installing, waiting } = self.registration; // the next version's files are there already
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!installing && !waiting && open.filter(({ url }) => url.startsWith(scope)).length === 1) await files.activate(event);
}

self.addEventListener("message", (event) => {
  if (event.data === "opened") event.waitUntil(tidy(event));
  if (event.data === "take over") self.skipWaiting();
});
