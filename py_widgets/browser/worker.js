// Python in a worker: boots once, then answers requests one at a time. Holds no state of any island. One worker serves one page,
// or, as a shared worker, every page and tab of the site: each has a port of its own and hears only its own answers.
//
// in:  {type: "start", widgets, plain}   first; the names of the page's widgets; plain: without a snapshot
//      {type: "ask", id, widget, props, request}  props, request and reply are the JSON strings of py_widgets/runtime.py
//      {type: "keep"}                    instead of start: make a snapshot for the next visit, answer nothing
// out: {type: "progress"} | {type: "ready", how, damage, faults} | {type: "failed", reason} | {type: "reply", id, reply} | {type: "kept", how}
import { folder, library, parts, lock, made } from "./manifest.js";
import { recall, keep, isKept, forget, forgetAllBut, countFault, isHopeless } from "./snapshot.js";

const address = (name) => new URL(name, new URL(folder, import.meta.url)).href;
const WASM = address("pyodide.asm.wasm");
const LIBRARY = address(library);
const RESTORE_LIMIT = 15_000; // ms; it takes a tenth of a second
const HOME = "/lib/widgets"; // where the widgets stand in Python's file system
const NOTHING = new Uint8Array(22); // an empty zip
NOTHING.set([0x50, 0x4b, 5, 6]);

// -- those who ask ----------------------------------------------------------------------------------------------------

const ports = new Set();
let last = null; // what a page that comes later is told

function tell(message) {
  if (message.type !== "progress") last = message;
  for (const port of ports) port.postMessage(message);
}

function failed(reason) {
  tell({ type: "failed", reason: String(reason) });
  if (self.onconnect !== undefined) self.close(); // whoever comes next gets a fresh one
}

// What was told once is not told again on the console.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  failed(event.reason);
});

function serve(port) {
  ports.add(port);
  port.onmessage = ({ data }) => {
    if (data.type === "start") start(data);
    else if (data.type === "ask") answer(port, data);
    else if (data.type === "keep") keepForLater().then((how) => port.postMessage({ type: "kept", how }), (error) => port.postMessage({ type: "kept", how: String(error) }));
    else if (data.type === "bye") ports.delete(port);
  };
  port.postMessage(last ?? { type: "progress" }); // a sign of life
}

if ("onconnect" in self) self.onconnect = ({ ports: [port] }) => serve(port);
else serve(self);

// -- downloads --------------------------------------------------------------------------------------------------------

// A page's policy (hooks/csp.py) does not hold in a worker, and the host sets no header that would: what could reach another
// host is taken away here, before Python is there.
for (const name of ["XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource", "Worker", "caches"]) {
  Object.defineProperty(self, name, { value: undefined });
}

// loadPyodide() never settles when a download fails or the WebAssembly is refused. So every download and every compilation is
// watched from here, and the page is told at once. What was asked for early is handed over when Pyodide asks for it.
const nativeFetch = self.fetch;
const early = new Map(); // address → promise of the response

let anew = null; // how to ask after a Python that did not come: a browser keeps a damaged file as it keeps a whole one

async function watched(url) {
  const response = await nativeFetch(url, anew);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  tell({ type: "progress" });
  return response;
}

// The WebAssembly is compiled as it arrives, before Pyodide is there to ask for it; a second boot takes the same module.
let program = null; // promise of the module

function compile() {
  program = watched(WASM).then((response) => WebAssembly.compileStreaming(labelled(response)));
  program.catch(failed);
}

// A server that mislabels the file must not cost the reader the streaming compilation.
function labelled(response) {
  if (response.headers.get("Content-Type") === "application/wasm") return response;
  return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
}

self.fetch = async (input, init) => {
  const url = String(input?.url ?? input);
  if (new URL(url, self.location).origin !== self.location.origin) throw new TypeError(`refused: ${url}`);
  if (url === WASM) return new Response(); // see instantiateStreaming
  const response = early.get(url) ?? nativeFetch(input, init);
  early.delete(url);
  return response.catch(given);
};
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (...args) => instantiate(...args).catch(given);
WebAssembly.instantiateStreaming = async (response, imports) => {
  const module = await program.catch(() => new Promise(() => {})); // told already
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};

// The page is told, and ends this worker: Pyodide need not write to the console about it. What goes wrong with a snapshot is no
// end yet.
let giveUp = failed;

function given(error) {
  giveUp(error);
  return new Promise(() => {});
}

// The content of a .bin: gzipped, unless a host has unpacked it on the way.
async function unpacked(response) {
  const packed = new Uint8Array(await (await response).arrayBuffer());
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed;
  return new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

// -- the widgets ------------------------------------------------------------------------------------------------------

let python = null;
let step = null;
let everything = false; // a snapshot holds every widget
const fetched = new Map(); // part → promise of its files
const placed = new Set();

const partsOf = (widgets) => Object.keys(parts).filter((part) => part === "core" || part.split("+").some((name) => widgets.includes(name)));

function fetchParts(names) {
  const wanted = names.map((name) => {
    if (!fetched.has(name)) fetched.set(name, unpacked(watched(new URL(parts[name], import.meta.url).href)));
    return fetched.get(name).then(
      (archive) => [name, archive],
      (error) => {
        fetched.delete(name);
        throw error;
      },
    );
  });
  return Promise.all(wanted);
}

// Write the files of a tar archive.
function place(FS, archive) {
  const text = (from, length) => new TextDecoder().decode(archive.subarray(from, from + length)).replace(/\0.*$/s, "");
  for (let at = 0; archive[at]; ) {
    const path = `${HOME}/${text(at, 100)}`;
    const size = parseInt(text(at + 124, 12), 8);
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, archive.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

// Python remembers what a folder held.
const FOUND_AGAIN = `
import sys
for folder, finder in sys.path_importer_cache.items():
    if folder.startswith("${HOME}") and finder:
        finder.invalidate_caches()
`;

function placeAll(archives) {
  const fresh = archives.filter(([name]) => !placed.has(name));
  const first = !placed.size;
  for (const [name, archive] of fresh) {
    place(python.FS, archive);
    placed.add(name);
  }
  if (first) python.pyimport("sys").path.insert(0, HOME); // quicker than to compile a line of Python
  else if (fresh.length) python.runPython(FOUND_AGAIN);
}

async function need(widgets) {
  if (everything) return;
  const missing = partsOf(widgets).filter((name) => !placed.has(name));
  if (missing.length) placeAll(await fetchParts(missing));
}

// -- booting ----------------------------------------------------------------------------------------------------------

// Both ways need these.
async function begin() {
  compile();
  const [glue, loader] = [address("pyodide.asm.js"), address("pyodide.mjs")];
  if (anew) await Promise.all([glue, loader].map(watched)); // an import asks for nothing anew
  import(glue).catch(() => {}); // Pyodide would ask for it once it is there itself, and tells of it
  return import(loader);
}

async function load(loader, options) {
  const { loadPyodide } = await loader;
  return loadPyodide({ indexURL: address(""), lockFileContents: lock, stdLibURL: LIBRARY, ...options });
}

async function plain(loader, widgets, options = {}) {
  early.set(LIBRARY, unpacked(watched(LIBRARY)).then((zip) => new Response(zip)));
  early.get(LIBRARY).catch(failed);
  const archives = fetchParts(partsOf(widgets));
  archives.catch(failed);
  python = await load(loader, options);
  placeAll(await archives);
}

async function restored(loader, memory) {
  early.set(LIBRARY, Promise.resolve(new Response(NOTHING)));
  const givenUp = new Promise((_, reject) => {
    giveUp = reject;
    setTimeout(reject, RESTORE_LIMIT, new Error("snapshot: no end"));
  });
  try {
    python = await Promise.race([load(loader, { _loadSnapshot: memory }), givenUp]);
  } finally {
    giveUp = failed;
  }
  // Two visits must not draw the same numbers. (The seed of str's hash stays that of the snapshot: everything in it was hashed by it.)
  python.pyimport("sys").modules.get("random")?.seed();
  everything = true;
}

async function boot({ widgets, plain: withoutSnapshot }) {
  if (withoutSnapshot) anew = { cache: "reload" };
  const loader = begin();
  let fault = { damage: null }; // why a snapshot could not be used, and how often that was so
  let memory = null;
  try {
    if (withoutSnapshot) await forget(made).catch(() => {});
    else memory = await recall(made);
    if (memory) {
      await restored(loader, memory);
      step = python.pyimport("py_widgets.runtime").step;
      return { how: "snapshot", ...fault };
    }
  } catch (error) {
    fault = { damage: String(error), faults: await countFault(made).catch(() => 1) };
    everything = false;
    await forget(made).catch(() => {});
  }
  await plain(loader, widgets);
  step = python.pyimport("py_widgets.runtime").step;
  return { how: "plain", ...fault };
}

let booted = null;

function start(options) {
  if (booted) return booted.then(() => need(options.widgets)).catch(() => {}); // early; whoever asks is told
  booted = boot(options);
  booted.then((found) => tell({ type: "ready", ...found }), failed);
}

async function answer(port, { id, widget, props, request }) {
  await booted;
  try {
    await need([widget]);
  } catch (error) {
    return port.postMessage({ type: "failed", reason: String(error) });
  }
  port.postMessage({ type: "reply", id, reply: step(request, props) });
}

// -- a snapshot for the next visit -------------------------------------------------------------------------------------

// Bring in whatever the library and the widgets have: later nothing can be imported any more.
const IMPORT_ALL = `
import importlib, sys, zipimport
library = next(path for path in sys.path if path.endswith(".zip"))
for path in sorted(zipimport._zip_directory_cache[library]):
    name = path.removesuffix(".pyc").removesuffix("/__init__").replace("/", ".")
    if name not in sys.modules:
        importlib.import_module(name)
for name in WIDGETS:
    importlib.import_module("py_widgets." + name)
`;

async function keepForLater() {
  return navigator.locks.request(`shuoqingchu ${made}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return "another tab is at it";
    if (await isKept(made)) return "kept before";
    if (await isHopeless(made)) return "damaged too often";
    const widgets = [...new Set(Object.keys(parts).flatMap((part) => part.split("+")))].filter((name) => name !== "core");
    await plain(begin(), widgets, { _makeSnapshot: true });
    python.runPython(IMPORT_ALL.replace("WIDGETS", JSON.stringify(["runtime", ...widgets])));
    await keep(made, python.makeMemorySnapshot());
    return "kept";
  });
}
