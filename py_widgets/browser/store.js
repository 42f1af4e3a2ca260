// The cases of the device: the records of the current one stand open (records.js), the others are packed, one key a case; and the
// one file that all of them go into and come out of.
import { CASE, PACKED, attempt, caseHere, find, ids, isOfCase, look, ours, packedIds, put, putAside, remove, storage, textOf, wipe } from "./records.js";
import { isRecord, isText, readable } from "./json.js";
import { opened, written } from "./file.js";

// Do all of it or nothing: where there is no room for the whole, everything is as it was.
function whole(change) {
  const before = ours().map((key) => [key, storage().getItem(key)]);
  const done = attempt(() => {
    change();
    return true;
  }, false);
  if (!done) {
    attempt(() => {
      wipe();
      for (const [key, text] of before) storage().setItem(key, text);
    });
  }
  return done;
}

// -- cases ------------------------------------------------------------------------------------------------------------

const newId = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 5);
const META = ["id", "name", "status", "created"];
const meta = (record) => Object.fromEntries(META.map((key) => [key, isText(record?.[key]) ? record[key] : ""]));
const freshCase = () => ({ ...meta({}), id: newId(), created: new Date().toISOString().slice(0, 10) });
const itemsHere = () => Object.fromEntries(ids().filter(isOfCase).map((id) => [id, textOf(id)]));

export const currentCase = () => meta({ ...find(CASE).value, id: caseHere() });

// The current case with what belongs to it, as it is packed and exported.
const packed = () => ({ ...currentCase(), items: itemsHere() });
const isUsed = (record) => Object.keys(record.items).length > 0 || record.name !== "";

function others() {
  return packedIds().map((id) => find(id).value).filter((record) => isRecord(record?.items));
}

// Every case without its content, the current one first.
export function listCases() {
  return [{ ...currentCase(), current: true, used: isUsed(packed()) }, ...others().map((record) => ({ ...meta(record), current: false, used: true }))];
}

function putAway() {
  const record = packed();
  if (isUsed(record)) put(PACKED + record.id, record);
  for (const id of ids().filter(isOfCase)) remove(id);
  remove(CASE);
}

function takeOut(record) {
  remove(PACKED + record.id);
  put(CASE, meta(record));
  for (const [id, text] of Object.entries(record.items)) put(id, text);
}

// What a case effect may ask for: {do, id, value}. Resolves to whether it was done.
export function changeCase({ do: what, id, value }) {
  const here = currentCase();
  const found = others().find((record) => record.id === id);
  return whole(() => {
    if (what === "new") {
      putAway();
      put(CASE, freshCase());
    } else if (what === "open" && found) {
      putAway();
      takeOut(found);
    } else if (what === "delete" && found) {
      remove(PACKED + id);
    } else if (what === "delete" && id === here.id) {
      for (const item of ids().filter(isOfCase)) remove(item);
      put(CASE, freshCase());
    } else if ((what === "name" || what === "status") && id === here.id) {
      put(CASE, { ...here, [what]: value });
    } else if ((what === "name" || what === "status") && found) {
      put(PACKED + id, { ...found, [what]: value });
    }
  });
}

// -- one file for everything --------------------------------------------------------------------------------------------

export async function exportAll(passphrase = "") {
  // The first case of every device has the same name for itself; what leaves the device gets one of its own.
  if (!find(CASE).value) attempt(() => put(CASE, freshCase()));
  look();
  return written({ current: caseHere(), cases: [packed(), ...others()].filter(isUsed) }, passphrase);
}

// What somebody else's file may call its cases and its items is not for this device's own keys; what nobody can read is no item.
function cleaned(record) {
  const items = Object.fromEntries(Object.entries(record.items).filter(([id, text]) => isOfCase(id) && readable(text)));
  return { ...meta(record), id: /^[a-z0-9]{1,40}$/i.test(record.id ?? "") ? record.id : "", items };
}

// Take a file (a Blob) in. `how`: "merge" (one case into its namesake; what differs here is set aside), "both" (everything of the file
// as further cases), "replace" (only what is in the file). Resolves to the name of what to say: "imported", "imported-part" when
// something in the file was left out, or "import-" and why nothing was taken in.
export async function takeIn(file, how = "merge", passphrase = "") {
  const found = await opened(file, passphrase);
  if (found.refused) return found.refused;
  const cases = found.cases.map(cleaned);
  if (!cases.some(isUsed)) return "import-empty";
  const count = (records) => records.reduce((sum, { items }) => sum + Object.keys(items).length, 0);
  const left = found.odd || count(cases) < count(found.cases);
  if (!whole(() => entered({ current: found.current, cases }, how))) return "import-full";
  return left ? "imported-part" : "imported";
}

// The name that stands here stays; a case without one takes the file's.
const named = (record, here) => Object.fromEntries(META.map((key) => [key, meta(here)[key] || record[key]]));

function entered({ current, cases }, how) {
  if (how === "replace") {
    wipe();
    const open = cases.find((record) => record.id === current) ?? cases[0];
    const used = new Set();
    for (const record of cases) {
      const id = record.id && !used.has(record.id) ? record.id : newId();
      used.add(id);
      put(PACKED + id, { ...record, id });
      if (record === open) takeOut({ ...record, id });
    }
    return;
  }
  const open = !isUsed(packed()) && cases.find((record) => record.id === current); // nothing here yet: what was open there is open here
  const taken = new Set(listCases().map(({ id }) => id));
  const met = new Set(); // of two that call themselves the same, the second is another
  for (const record of cases) {
    const known = !record.id || taken.has(record.id); // an older file names no case: it is the current one's
    const twice = record.id && met.has(record.id);
    met.add(record.id);
    if (how === "both" || !known || twice) {
      const id = known || twice ? newId() : record.id;
      put(PACKED + id, { ...record, id });
      if (record === open && how !== "both") takeOut({ ...record, id });
    } else if (!record.id || record.id === currentCase().id) {
      for (const [id, value] of Object.entries(record.items)) {
        const before = textOf(id);
        if (before === value) continue;
        if (before !== null) putAside(id);
        put(id, value);
      }
      if (record.id) put(CASE, named(record, currentCase()));
    } else {
      const here = others().find(({ id }) => id === record.id);
      if (JSON.stringify(here.items) !== JSON.stringify(record.items)) putAside(PACKED + record.id);
      put(PACKED + record.id, { ...named(record, here), items: { ...here.items, ...record.items } });
    }
  }
}
