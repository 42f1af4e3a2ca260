// Python in a worker as Pyodide's own documentation sets it up: every file as npm delivers it, the widgets as sources.
// Takes and gives the messages of py_widgets/browser/worker.js.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const [python, sources] = await Promise.all([
  loadPyodide({ indexURL: new URL("./pyodide/", import.meta.url).href }),
  fetch(new URL("./sources.zip", import.meta.url)).then((response) => response.arrayBuffer()),
]);
python.unpackArchive(sources, "zip");
const { step } = python.pyimport("py_widgets.runtime");

self.onmessage = ({ data: { type, id, props, request } }) => type === "ask" && postMessage({ type: "reply", id, reply: step(request, props) });
postMessage({ type: "ready", how: "stock" });
