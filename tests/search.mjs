// Ask the site's own search worker in Node: node search.mjs <site> <questions, a JSON file> → JSON {open, answers: [{data, ms}]}.
// `open` is how many ms the first question took, with the engine and the documents brought from disk; it is asked twice.
// A question null makes the documents unreadable from there on, and readable again at the next null.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [site, file] = process.argv.slice(2);
const folder = readdirSync(join(site, "assets")).find((name) => name.startsWith("search-"));
// Node takes a .js file for a module only where a package.json says so.
const copy = mkdtempSync(join(tmpdir(), "search-"));
cpSync(join(site, "assets", folder), join(copy, "assets", folder), { recursive: true });
cpSync(join(site, "search"), join(copy, "search"), { recursive: true });
writeFileSync(join(copy, "package.json"), '{"type": "module"}');

let broken = false;
let told;
const worker = pathToFileURL(join(copy, "assets", folder, "worker.js"));
globalThis.self = globalThis;
globalThis.location = worker;
globalThis.postMessage = (message) => told(message);
globalThis.fetch = async (url) => ({ ok: !broken, status: 503, url: String(url), json: async () => JSON.parse(readFileSync(url, "utf8")) });
await import(worker.href);

const ask = (message) => new Promise((resolve) => ((told = resolve), self.onmessage({ data: message })));
const { config, docs } = JSON.parse(readFileSync(join(copy, "search/search_index.json"), "utf8"));
const { type } = await ask({ type: 0, data: { config, docs, options: { suggest: true } } });
if (type !== 1) throw new Error(`not ready: ${type}`);
let start = performance.now();
const answers = [];
let open = 0;
for (const question of JSON.parse(readFileSync(file, "utf8"))) {
  if (question === null) {
    broken = !broken;
    continue;
  }
  if (!open && !broken && question.trim()) {
    await ask({ type: 2, data: question });
    open = performance.now() - start;
  }
  start = performance.now();
  const { data } = await ask({ type: 2, data: question });
  answers.push({ data, ms: performance.now() - start });
}
rmSync(copy, { recursive: true });
console.log(JSON.stringify({ open, answers }));
