// Python's memory, kept on the device from one visit to the next (in the origin's private file system), so that a later visit
// starts where the first one had got to. It holds what the site published, never what a reader wrote: whoever makes it has
// answered nobody. Read by worker.js, which has this file inside it.
//
// A file: magic, bytes of memory, count of runs, sum of the data; then of each run its place and length, as 32-bit words; then
// the runs' bytes. Memory is mostly zeros, which are left out.
const SNAPSHOTS = "shuoqingchu-python"; // a folder: an origin may hold several sites
const FAULTS = `${SNAPSHOTS}-faults`; // a folder with an empty file for each snapshot that could not be used
const ENOUGH = 3; // on a device that spoils them, no more are made of this version
const MAGIC = 0x31595053; // "SPY1"
const HEAD = 4;
const PAGE = 1024; // words

const folderOf = async (create, name = SNAPSHOTS) => (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create });

function sumOf(words) {
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]) | 0;
  return sum >>> 0;
}

function isBlank(words, from, to) {
  for (let i = from; i < to; i++) if (words[i]) return false;
  return true;
}

// Returns the file of `memory` (Uint8Array, a multiple of 4 bytes), as words.
export function squeezed(memory) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, memory.byteLength / 4);
  const runs = [];
  for (let at = 0; at < words.length; at += PAGE) {
    const end = Math.min(at + PAGE, words.length);
    if (isBlank(words, at, end)) continue;
    const last = runs.at(-1);
    if (last && last[0] + last[1] === at) last[1] += end - at;
    else runs.push([at, end - at]);
  }
  const start = HEAD + 2 * runs.length;
  const file = new Uint32Array(start + runs.reduce((total, [, length]) => total + length, 0));
  file.set(runs.flat(), HEAD);
  let to = start;
  for (const [at, length] of runs) {
    file.set(words.subarray(at, at + length), to);
    to += length;
  }
  file.set([MAGIC, words.length * 4, runs.length, sumOf(file.subarray(start))]);
  return file;
}

// Returns the memory of a `file` (words). Throws when it is not whole.
export function unsqueezed(file) {
  const [magic, bytes, count, sum] = file;
  const start = HEAD + 2 * count;
  if (magic !== MAGIC || !(start <= file.length) || sumOf(file.subarray(start)) !== sum) throw new Error("snapshot: damaged");
  const words = new Uint32Array(bytes / 4);
  let from = start;
  for (let i = HEAD; i < start; i += 2) {
    words.set(file.subarray(from, from + file[i + 1]), file[i]);
    from += file[i + 1];
  }
  return new Uint8Array(words.buffer);
}

async function contentOf(handle) {
  try {
    const access = await handle.createSyncAccessHandle({ mode: "read-only" });
    try {
      const file = new Uint32Array(access.getSize() / 4);
      access.read(file);
      return file;
    } finally {
      access.close();
    }
  } catch {
    return new Uint32Array(await (await handle.getFile()).arrayBuffer()); // a shared worker has no quicker way
  }
}

// Returns the memory kept under `name`, or null. Throws when there is one that cannot be used.
export async function recall(name) {
  const handle = await folderOf(false).then((folder) => folder.getFileHandle(name)).catch(() => null);
  return handle && unsqueezed(await contentOf(handle));
}

export async function isKept(name) {
  return folderOf(false).then((folder) => folder.getFileHandle(name)).then(() => true, () => false);
}

// Keep `memory` under `name`, whole or not at all, and nothing else. Rejects when the device or the browser does not let it.
export async function keep(name, memory) {
  const folder = await folderOf(true);
  const handle = await folder.getFileHandle("half", { create: true });
  try {
    const access = await handle.createSyncAccessHandle();
    try {
      const file = squeezed(memory);
      access.truncate(0);
      if (access.write(file) !== file.byteLength) throw new Error("snapshot: no room");
      access.flush();
    } finally {
      access.close();
    }
    await handle.move(name);
  } catch (error) {
    await forget(name);
    throw error;
  }
  await forgetAllBut(name);
}

export async function forget(name) {
  await forgetIf((found) => found === name || found === "half");
}

export async function forgetAllBut(name) {
  await forgetIf((found) => found !== name);
}

async function namesIn(folder) {
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

async function forgetIf(unwanted, where = SNAPSHOTS) {
  const folder = await folderOf(false, where).catch(() => null);
  if (!folder) return;
  const names = await namesIn(folder);
  for (const name of names.filter(unwanted)) await folder.removeEntry(name).catch(() => {}); // in use: the next visit's turn
}

const isFaultOf = (name) => (found) => found.startsWith(`${name}.`);

// How many of the snapshots called `name` could not be used.
async function faultsOf(name) {
  const folder = await folderOf(false, FAULTS).catch(() => null);
  return folder ? (await namesIn(folder)).filter(isFaultOf(name)).length : 0;
}

// Count one more; those of older versions count no more. Returns how many there were.
export async function countFault(name) {
  await forgetIf((found) => !isFaultOf(name)(found), FAULTS);
  const faults = 1 + (await faultsOf(name));
  await (await folderOf(true, FAULTS)).getFileHandle(`${name}.${faults}`, { create: true });
  return faults;
}

// Whether so many could not be used that it is not worth making another.
export const isHopeless = async (name) => (await faultsOf(name)) >= ENOUGH;
