// The store of the page in Node: node take_in.mjs. One JSON line in, {kept, file (base64), how, passphrase}, one line out,
// {done, kept}: what was said, and what the device keeps then. A file null asks for an export: {text}.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

// Node takes a .js file for a module only where a package.json says so.
const copy = mkdtempSync(join(tmpdir(), "store-"));
cpSync(fileURLToPath(new URL("../../py_widgets/browser", import.meta.url)), copy, { recursive: true });
writeFileSync(join(copy, "package.json"), '{"type": "module"}');

const ROOM = 5_000_000; // characters, as in browsers

class Storage {
  setItem(key, value) {
    const size = Object.entries({ ...this, [key]: String(value) }).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
    if (size > ROOM) throw new Error("QuotaExceededError");
    Object.defineProperty(this, key, { value: String(value), writable: true, enumerable: true, configurable: true });
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  removeItem(key) {
    delete this[key];
  }
}

globalThis.localStorage = new Storage();
globalThis.sessionStorage = new Storage();
const { takeIn, exportAll } = await import(pathToFileURL(join(copy, "store.js")).href);
rmSync(copy, { recursive: true });

for await (const line of createInterface({ input: process.stdin })) {
  const { kept, file, how, passphrase } = JSON.parse(line);
  for (const key of Object.keys(localStorage)) localStorage.removeItem(key);
  for (const [key, text] of Object.entries(kept)) localStorage.setItem(key, text);
  const told = file === null ? { text: await exportAll(passphrase) } : { done: await takeIn(new Blob([Buffer.from(file, "base64")]), how, passphrase) };
  console.log(JSON.stringify({ ...told, kept: { ...localStorage } }));
}
