// Python in a worker: boots once, then answers requests one at a time. Holds no state of any island.
//
// in:  {id, request}                 request and reply are the JSON strings of py_widgets/runtime.py
// out: {type: "progress"} | {type: "ready"} | {type: "failed", reason} | {type: "reply", id, reply}
import { pyodide as pyodideFolder, widgets } from "./manifest.js";

const failed = (reason) => postMessage({ type: "failed", reason: String(reason) });

// loadPyodide() never settles when a download fails or the WebAssembly is refused. So every download and every compilation is
// watched from here, and the page is told at once.
const nativeFetch = self.fetch;
self.fetch = async (input, init) => {
  try {
    const response = await nativeFetch(input, init);
    if (!response.ok) throw new Error(`${response.status} ${response.url}`);
    postMessage({ type: "progress" });
    if (!response.url.endsWith(".wasm") || response.headers.get("Content-Type") === "application/wasm") return response;
    // A server that mislabels the file must not cost the reader the streaming compilation.
    return new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
  } catch (error) {
    failed(error);
    throw error;
  }
};
for (const name of ["instantiate", "instantiateStreaming"]) {
  const native = WebAssembly[name].bind(WebAssembly);
  WebAssembly[name] = (...args) =>
    native(...args).catch((error) => {
      failed(error);
      throw error;
    });
}
// What was told once is not told again on the console.
self.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  failed(event.reason);
});

async function boot() {
  const folder = new URL(pyodideFolder, import.meta.url);
  const [{ loadPyodide }, archive] = await Promise.all([
    import(new URL("pyodide.mjs", folder).href),
    fetch(new URL(widgets, import.meta.url)).then((response) => response.arrayBuffer()),
  ]);
  const python = await loadPyodide({ indexURL: folder.href });
  python.FS.writeFile("/lib/widgets.zip", new Uint8Array(archive));
  python.runPython("import sys; sys.path.insert(0, '/lib/widgets.zip')");
  return python.pyimport("py_widgets.runtime").step;
}

const booted = boot();
booted.then(
  () => postMessage({ type: "ready" }),
  (error) => failed(error),
);

self.onmessage = async ({ data: { id, request } }) => {
  const step = await booted;
  postMessage({ type: "reply", id, reply: step(request) });
};
