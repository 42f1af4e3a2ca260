// What is kept on the device: one key an island, for the current case. Broken or foreign data is set aside, never thrown away.
// On a shared computer everything goes with the tab (sessionStorage).
import { isText, readable } from "./json.js";

const PREFIX = "shuoqingchu:";
const ASIDE = ":aside:";
const SHARED = `${PREFIX}shared-computer`; // in sessionStorage only
export const CASE = "case"; // {id, name, status, created} of the current case
export const PACKED = "case:"; // + id → {…the same, items}: see store.js
const FIRST = "first"; // the case that nobody opened

export function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise; // storage is off, full or forbidden; the page goes on without
  }
}

export const onSharedComputer = () => attempt(() => sessionStorage.getItem(SHARED) !== null, false);

export const storage = () => (onSharedComputer() ? sessionStorage : localStorage);

// Go over to the storage that ends with the tab, or back. What is there stays there. Returns whether the browser let it.
export function shareComputer(on) {
  attempt(() => (on ? sessionStorage.setItem(SHARED, "1") : sessionStorage.removeItem(SHARED)));
  return onSharedComputer() === on;
}

export function storageWorks() {
  return attempt(() => {
    storage().setItem(`${PREFIX}probe`, "1");
    storage().removeItem(`${PREFIX}probe`);
    return true;
  }, false);
}

export const keyOf = (id) => PREFIX + id;
export const textOf = (id) => storage().getItem(PREFIX + id);
export const put = (id, value) => storage().setItem(PREFIX + id, isText(value) ? value : JSON.stringify(value));

const known = new Map(); // id → the text that was last found or written under it, and its record: nobody changes it

// {value} when there is a readable record, {} when there is none, {broken: true} when it cannot be read.
export function find(id) {
  const text = attempt(() => textOf(id), null);
  if (text === null) return {};
  if (known.get(id)?.text !== text) known.set(id, { text, value: readable(text) });
  const { value } = known.get(id);
  return value ? { value } : { broken: true };
}

export function remove(id) {
  forget(id);
  attempt(() => storage().removeItem(PREFIX + id));
}

export function putAside(id) {
  const text = textOf(id);
  storage().removeItem(PREFIX + id); // first: a device that is full has room for one of the two
  if (text !== null) put(id + ASIDE + Date.now(), text);
}

export function setAside(id) {
  attempt(() => putAside(id));
}

export const ours = () => attempt(() => Object.keys(storage()).filter((key) => key.startsWith(PREFIX) && key !== SHARED), []);
export const ids = () => ours().map((key) => key.slice(PREFIX.length));
export const isOfCase = (id) => id !== CASE && !id.startsWith(PACKED) && !id.includes(ASIDE) && PREFIX + id !== SHARED;
export const packedIds = () => ids().filter((id) => id.startsWith(PACKED) && !id.includes(ASIDE));

export function wipe() {
  known.clear();
  for (const key of ours()) storage().removeItem(key);
}

export const caseHere = () => find(CASE).value?.id ?? FIRST;

// Whether what was written under the key of the current case tells of another case, and not of another name for it.
export function isOtherCase({ key, oldValue, newValue }) {
  const [was, is] = [oldValue, newValue].map((text) => attempt(() => JSON.parse(text), null)?.id ?? FIRST);
  return key === keyOf(CASE) && was !== is;
}

// -- two tabs, one record -----------------------------------------------------------------------------------------------

// Two tabs may write a record at the same moment, each before it has seen what the other wrote. So a record carries, for each of
// its entries, the number of the edit it comes from (`edits`); where two records meet, the later edit of each entry stands.
// Numbers and not times: a clock may be put back.
const seen = new Map(); // id → the record as this tab last read or wrote it
let shown = caseHere(); // the case this tab shows

// From here on this tab shows what is on the device now. Returns whether that is another case.
export function look() {
  const was = shown;
  shown = caseHere();
  seen.clear();
  return was !== shown;
}

// Another tab removed it.
export function forget(id) {
  seen.delete(id);
}

const IN_VALUES = "values.";

function entriesOf({ edits, values, ...rest }) {
  for (const [name, value] of Object.entries(values ?? {})) rest[IN_VALUES + name] = value;
  return rest;
}

function recordOf(entries, edits) {
  const record = { edits };
  for (const [path, value] of Object.entries(entries)) {
    if (path.startsWith(IN_VALUES)) (record.values ??= {})[path.slice(IN_VALUES.length)] = value;
    else record[path] = value;
  }
  return record;
}

const json = (value) => JSON.stringify(value) ?? "";
const numberOf = (record, path) => (Number.isSafeInteger(record.edits?.[path]) ? record.edits[path] : 0);

const differ = (one, other) => one !== other && json(one) !== json(other);

// The record of `value`; what differs from `was` is a later edit than all in it.
function numbered(was, value) {
  const [before, now] = [was, value].map(entriesOf);
  const edited = Object.keys({ ...before, ...now }).filter((path) => differ(before[path], now[path]));
  if (!edited.length) return was;
  const edits = { ...was.edits };
  const next = 1 + Object.keys(edits).reduce((most, path) => Math.max(most, numberOf(was, path)), 0);
  for (const path of edited) edits[path] = next;
  return { ...value, edits };
}

// Of what has the same number, both tabs choose the same.
function merged(mine, theirs) {
  const [ours, all, edits] = [entriesOf(mine), entriesOf(theirs), { ...theirs.edits }];
  const paths = Object.keys({ ...ours, ...mine.edits });
  const later = paths.filter((path) => {
    const lead = numberOf(mine, path) - numberOf(theirs, path);
    return lead > 0 || (lead === 0 && json(ours[path]) > json(all[path]));
  });
  if (!later.length) return theirs;
  for (const path of later) {
    if (ours[path] === undefined) delete all[path];
    else all[path] = ours[path];
    if (numberOf(mine, path)) edits[path] = numberOf(mine, path);
  }
  return recordOf(all, edits);
}

// What `find` tells of what belongs to the case shown, with what this tab wrote and another tab did not see.
export function read(id) {
  const found = find(id);
  if (!found.value) forget(id);
  if (!found.value || caseHere() !== shown) return found;
  const record = merged(seen.get(id) ?? {}, found.value);
  seen.set(id, record);
  const { edits, ...value } = record;
  return { value };
}

// Keep `value`: what differs from what this tab read is an edit, and what other tabs edited stays. Returns whether there was room.
export function write(id, value) {
  if (caseHere() !== shown) return true; // another tab opened another case; this one is about to be told
  const was = seen.get(id) ?? {};
  const there = find(id).value;
  let mine = numbered(was, value);
  if (!there && seen.has(id)) {
    // Another tab wiped it: only what was edited since comes back.
    const since = Object.entries(entriesOf(mine)).filter(([path]) => !path.startsWith(IN_VALUES) || mine.edits[path] !== was.edits?.[path]);
    mine = recordOf(Object.fromEntries(since), mine.edits);
  }
  const alone = there !== undefined && there === was; // nobody else wrote
  if (alone && mine === was) return true;
  const both = alone ? mine : merged(mine, there ?? {});
  const written = attempt(() => {
    const text = JSON.stringify(both);
    put(id, text);
    known.set(id, { text, value: both });
    return true;
  }, false);
  if (written) seen.set(id, mine);
  return written;
}

// Another tab wrote over what it had not seen: write both.
export function settle(id) {
  const there = find(id).value;
  if (!there || caseHere() !== shown) return;
  const both = merged(seen.get(id) ?? {}, there);
  if (both !== there) attempt(() => put(id, both));
}
