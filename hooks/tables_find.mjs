// Boot an instrumented Pyodide folder in Node, do what pages do, then one exercise after the other, and write down which bytes of the
// data section were read by which. tables_find.py runs this and says what it is for.
// usage: node tables_find.mjs <pyodide folder> <widgets zip> <rehearsal.py> <tables_exercise.py> <{"modules", "size"}, JSON> <result>
// The result has a byte for each byte of the data section: 0 nobody read it, 1 pages did, n + 2 no page did, but exercise n
// with an instruction that pages never ran. Printed are the exercises' names.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, widgets, rehearsal, exercises, argument, result] = process.argv.slice(2);
const { modules, size } = JSON.parse(argument);

const BASE = 1024; // where the data section lies in memory: `__memory_base` in pyodide.asm.js
const ORDINARY = 1;
const readers = new Uint8Array(size);
const ordinary = new Uint8Array(1 << 20); // by instruction
let phase = ORDINARY;

function load(instruction, width, offset, address) {
  if (instruction >= ordinary.length) throw new Error("more loads than expected");
  if (phase === ORDINARY) ordinary[instruction] = 1;
  const start = (address >>> 0) + (offset >>> 0) - BASE;
  if (start > -width && start < size) {
    if (phase > ORDINARY && ordinary[instruction]) return address;
    for (let at = start; at < start + width; at += 1) if (readers[at] === 0) readers[at] = phase;
  }
  return address;
}

const loaded = (instruction, value) => value;
const HOOKS = { load_ptr: load, load_val_i32: loaded, load_val_i64: loaded, load_val_f32: loaded, load_val_f64: loaded };
// Declared by wasm-opt and called nowhere, since only loads were asked for.
const UNUSED = /^(?:store_|memory_grow_|array_to_js$)/;

let memory; // of Pyodide
let before; // the data section as the file has it

const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (binary, imports) => {
  if (!imports?.env?.memory) return instantiate(binary, imports);
  ({ memory } = imports.env);
  const get = (target, name) => HOOKS[name] ?? (UNUSED.test(name) ? () => 0 : target[name]);
  const made = await instantiate(binary, { ...imports, env: new Proxy(imports.env, { get }) });
  before = new Uint8Array(memory.buffer).slice(BASE, BASE + size);
  return made;
};

async function run() {
  const { loadPyodide } = await import(pathToFileURL(resolve(join(folder, "pyodide.mjs"))).href);
  const python = await loadPyodide({ indexURL: resolve(folder) });
  python.FS.writeFile("/lib/widgets.zip", readFileSync(widgets));
  python.runPython("import sys; sys.path.insert(0, '/lib/widgets.zip')");
  try {
    python.runPython("raise ValueError('rehearsed')");
  } catch (error) {
    if (!error.message.includes("ValueError: rehearsed")) throw error;
  }
  python.runPython(readFileSync(rehearsal, "utf8"));
  python.globals.get("rehearse")(JSON.stringify(modules));
  python.runPython(readFileSync(exercises, "utf8"));
  python.globals.get("ordinary")();
  const names = python.globals.get("EXERCISES").toJs();
  for (const name of names) {
    phase += 1;
    python.globals.get("exercise")(name);
  }
  phase += 1;
  iconv(python._module);
  const after = new Uint8Array(memory.buffer, BASE, size);
  // What was changed holds addresses or the like: it stays, with the eight bytes before and after.
  for (let at = 0; at < size; at += 1) if (after[at] !== before[at]) readers.fill(ORDINARY, Math.max(0, at - 8), at + 9);
  writeFileSync(result, readers);
  console.log(JSON.stringify([...names, "iconv"]));
}

// musl's: every pair of bytes of each encoding to UTF-16, and every character to what has tables for the way back.
function iconv(c) {
  const range = (first, end) => Array.from({ length: end - first }, (_, i) => first + i);
  const pairs = (bytes, rest) => bytes.flatMap((a) => bytes.flatMap((b) => [a, b, ...rest]));
  for (const name of ["gb18030", "gbk", "gb2312", "big5", "euckr", "eucjp", "shiftjis"]) convert(c, "utf-16le", name, pairs(range(0x21, 0x100), [10, 10]));
  convert(c, "utf-16le", "iso2022jp", [0x1b, 0x24, 0x42, ...pairs(range(0x21, 0x7f), [])]);
  const text = new TextEncoder().encode(String.fromCharCode(...range(0x80, 0xd800)));
  for (const name of ["eucjp", "shiftjis"]) convert(c, name, "utf-8", text);
}

// Convert `bytes`, and step over what cannot be converted.
function convert(c, to, from, bytes) {
  const handle = c._iconv_open(c.stringToNewUTF8(to), c.stringToNewUTF8(from));
  if (handle === -1) throw new Error(`iconv: ${from} → ${to}`);
  const room = bytes.length * 4;
  const [source, target, four] = [bytes.length, room, 16].map((length) => c._PyMem_RawMalloc(length));
  c.HEAPU8.set(bytes, source);
  c.HEAPU32.set([source, bytes.length, target, room], four >> 2);
  const left = () => c.HEAPU32[(four >> 2) + 1];
  while (c._iconv(handle, four, four + 4, four + 8, four + 12) === -1 && left()) {
    c.HEAPU32[four >> 2] += 1;
    c.HEAPU32[(four >> 2) + 1] -= 1;
  }
  c._iconv_close(handle);
}

// Left to itself, Node prints the whole line where an error arose, and Pyodide's is one megabyte long.
run().catch((error) => {
  console.error(String(error.message ?? error));
  process.exit(1);
});
