// What is kept on the device: one key an island, for the current case; the other cases are packed, one key a case. Broken or
// foreign data is set aside, never thrown away. On a shared computer everything goes with the tab (sessionStorage).
const PREFIX = "shuoqingchu:";
const ASIDE = ":aside:";
const CASE = "case"; // {id, name, status, created} of the current case
const PACKED = "case:"; // + id → {…the same, items}
const SHARED = `${PREFIX}shared-computer`; // in sessionStorage only

export function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise; // storage is off, full or forbidden; the page goes on without
  }
}

export const onSharedComputer = () => attempt(() => sessionStorage.getItem(SHARED) !== null, false);

export const storage = () => (onSharedComputer() ? sessionStorage : localStorage);

// Nothing of ours is nested deeper; what is would exhaust whoever reads it.
const shallow = (value, levels = 8) =>
  typeof value !== "object" || value === null || (levels > 0 && Object.values(value).every((inner) => shallow(inner, levels - 1)));

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";

export function storageWorks() {
  return attempt(() => {
    storage().setItem(`${PREFIX}probe`, "1");
    storage().removeItem(`${PREFIX}probe`);
    return true;
  }, false);
}

// {value} when there is a readable record, {} when there is none, {broken: true} when it cannot be read.
export function read(id) {
  const text = attempt(() => storage().getItem(PREFIX + id), null);
  if (text === null) return {};
  const value = attempt(() => JSON.parse(text), undefined);
  return isRecord(value) && shallow(value) && (value.values === undefined || isRecord(value.values)) ? { value } : { broken: true };
}
read.key = (id) => PREFIX + id;

export function write(id, value) {
  return attempt(() => {
    storage().setItem(PREFIX + id, JSON.stringify(value));
    return true;
  }, false);
}

export function remove(id) {
  attempt(() => storage().removeItem(PREFIX + id));
}

function putAside(id) {
  const text = storage().getItem(PREFIX + id);
  storage().removeItem(PREFIX + id); // first: a device that is full has room for one of the two
  if (text !== null) storage().setItem(PREFIX + id + ASIDE + Date.now(), text);
}

export function setAside(id) {
  attempt(() => putAside(id));
}

const ours = () => attempt(() => Object.keys(storage()).filter((key) => key.startsWith(PREFIX) && key !== SHARED), []);
const ids = () => ours().map((key) => key.slice(PREFIX.length));

export function wipe() {
  for (const key of ours()) storage().removeItem(key);
}

// Go over to the storage that ends with the tab, or back. What is there stays there.
export function shareComputer(on) {
  attempt(() => (on ? sessionStorage.setItem(SHARED, "1") : sessionStorage.removeItem(SHARED)));
}

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
const isOfCase = (id) => id !== CASE && !id.startsWith(PACKED) && !id.includes(ASIDE);
const itemsHere = () => Object.fromEntries(ids().filter(isOfCase).map((id) => [id, storage().getItem(PREFIX + id)]));

const FIRST = "first"; // the case that nobody opened

export const currentCase = () => meta({ id: FIRST, ...read(CASE).value });

// Whether what was written under the key of the current case tells of another case, and not of another name for it.
export function isOtherCase({ key, oldValue, newValue }) {
  const [was, is] = [oldValue, newValue].map((text) => attempt(() => JSON.parse(text), null)?.id ?? FIRST);
  return key === read.key(CASE) && was !== is;
}

// The current case with what belongs to it, as it is packed and exported.
const packed = () => ({ ...currentCase(), items: itemsHere() });
const isUsed = (record) => Object.keys(record.items).length > 0 || record.name !== "";

function others() {
  return ids().filter((id) => id.startsWith(PACKED) && !id.includes(ASIDE)).map((id) => read(id).value).filter((record) => isRecord(record?.items));
}

// Every case without its content, the current one first.
export function listCases() {
  return [{ ...currentCase(), current: true, used: isUsed(packed()) }, ...others().map((record) => ({ ...meta(record), current: false, used: true }))];
}

const put = (id, value) => storage().setItem(PREFIX + id, isText(value) ? value : JSON.stringify(value));

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

const APP = "shuoqingchu";
const FORMAT = 2;
const ROUNDS = 600_000; // of PBKDF2-HMAC-SHA256: OWASP Password Storage Cheat Sheet

// Older formats, each to the next. 1: {items} of the one case there was.
const MIGRATE = { 1: ({ items }) => ({ app: APP, format: 2, current: "", cases: [{ ...meta({}), items }] }) };

function isCase(record) {
  return isRecord(record) && isRecord(record.items) && Object.values(record.items).every(isText);
}

// What somebody else's file may call its cases and its items is not for this device's own keys.
function cleaned(record) {
  const items = Object.fromEntries(Object.entries(record.items).filter(([id]) => isOfCase(id) && PREFIX + id !== SHARED));
  return { ...meta(record), id: isText(record.id) && /^[a-z0-9]{1,40}$/i.test(record.id) ? record.id : "", items };
}

// The file's content in today's format, or null when it is not one of ours.
export function parseFile(text) {
  let file = attempt(() => JSON.parse(text), null);
  if (!isRecord(file) || file.app !== APP) return null;
  if (file.format === 1 && !isCase({ items: file.items })) return null;
  while (MIGRATE[file.format]) file = MIGRATE[file.format](file);
  if (file.format !== FORMAT) return null;
  return isRecord(file.encrypted) || (Array.isArray(file.cases) && file.cases.every(isCase)) ? file : null;
}

const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function keyFrom(passphrase, salt, iterations) {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function exportAll(passphrase = "") {
  // The first case of every device has the same name for itself; what leaves the device gets one of its own.
  if (!read(CASE).value) write(CASE, freshCase());
  const { id } = currentCase();
  const content = { current: id, cases: [packed(), ...others()].filter(isUsed) };
  const head = { app: APP, format: FORMAT };
  if (!passphrase) return JSON.stringify({ ...head, ...content }, null, 1);
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const key = await keyFrom(passphrase, salt, ROUNDS);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(content)));
  const encrypted = { kdf: "PBKDF2-SHA256", rounds: ROUNDS, salt: base64(salt), iv: base64(iv), data: base64(data) };
  return JSON.stringify({ ...head, encrypted }, null, 1);
}

async function decrypted(file, passphrase) {
  const { rounds, salt, iv, data } = file.encrypted;
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 10_000_000) throw new Error("rounds");
  const key = await keyFrom(passphrase, bytes(salt), rounds);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(data));
  return { ...file, ...JSON.parse(new TextDecoder().decode(plain)) };
}

// Take a file in. `how`: "merge" (one case into its namesake; what differs here is set aside), "both" (everything of the file as
// further cases), "replace" (only what is in the file). Resolves to "imported", "import-failed" or "import-locked".
export async function takeIn(text, how = "merge", passphrase = "") {
  let file = parseFile(text);
  if (!file) return "import-failed";
  if (file.encrypted) {
    if (!passphrase) return "import-locked";
    file = await decrypted(file, passphrase).catch(() => null);
    if (!file || !Array.isArray(file.cases) || !file.cases.every(isCase)) return "import-locked";
  }
  const content = { current: file.current, cases: file.cases.map(cleaned) };
  return whole(() => entered(content, how)) ? "imported" : "import-failed";
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
        const before = storage().getItem(PREFIX + id);
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

// Ask for a file; resolves to its text.
export function chooseFile() {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "application/json,.json" });
    input.addEventListener("change", async () => resolve((await input.files[0]?.text()) ?? ""));
    input.click();
  });
}
