// Boot a Pyodide folder in Node the way the browser's worker does, run one Python file in it and print what its `rehearse` returns.
// usage: node rehearse.mjs <pyodide folder> <widgets zip> <python file> <argument, a JSON string>
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, widgets, script, argument] = process.argv.slice(2);

async function run() {
  const { loadPyodide } = await import(pathToFileURL(resolve(join(folder, "pyodide.mjs"))).href);
  const python = await loadPyodide({ indexURL: resolve(folder) });
  python.FS.writeFile("/lib/widgets.zip", readFileSync(widgets));
  python.runPython("import sys; sys.path.insert(0, '/lib/widgets.zip')");
  python.pyimport("py_widgets.runtime").step("{}");
  try {
    python.runPython("raise ValueError('rehearsed')");
  } catch (error) {
    // What Python needs to tell of an error is needed too.
    if (!error.message.includes("ValueError: rehearsed")) throw error;
  }
  python.runPython(readFileSync(script, "utf8"));
  console.log(python.globals.get("rehearse")(argument));
}

// Left to itself, Node prints the whole line where an error arose, and Pyodide's is one megabyte long.
run().catch((error) => {
  console.error(String(error.message ?? error));
  process.exit(1);
});
