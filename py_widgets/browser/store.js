// What is kept on the device: one localStorage key an island. Broken or foreign data is set aside, never thrown away.
const PREFIX = "shuoqingchu:";
const ASIDE = ":aside:";
const FORMAT = 1; // of the exported file

function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise; // storage is off, full or forbidden; the page goes on without
  }
}

// Nothing of ours is nested deeper; what is would exhaust whoever reads it.
const shallow = (value, levels = 8) =>
  typeof value !== "object" || value === null || (levels > 0 && Object.values(value).every((inner) => shallow(inner, levels - 1)));

const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export function storageWorks() {
  return attempt(() => {
    localStorage.setItem(`${PREFIX}probe`, "1");
    localStorage.removeItem(`${PREFIX}probe`);
    return true;
  }, false);
}

// {value} when there is a readable record, {} when there is none, {broken: true} when it cannot be read.
export function read(id) {
  const text = attempt(() => localStorage.getItem(PREFIX + id), null);
  if (text === null) return {};
  const value = attempt(() => JSON.parse(text), undefined);
  return isRecord(value) && shallow(value) && (value.values === undefined || isRecord(value.values)) ? { value } : { broken: true };
}
read.key = (id) => PREFIX + id;

export function write(id, value) {
  return attempt(() => {
    localStorage.setItem(PREFIX + id, JSON.stringify(value));
    return true;
  }, false);
}

export function remove(id) {
  attempt(() => localStorage.removeItem(PREFIX + id));
}

export function setAside(id) {
  attempt(() => {
    const text = localStorage.getItem(PREFIX + id);
    localStorage.removeItem(PREFIX + id); // first: a device that is full has room for one of the two
    if (text !== null) localStorage.setItem(PREFIX + id + ASIDE + Date.now(), text);
  });
}

const ours = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)), []);

export function wipe() {
  for (const key of ours()) localStorage.removeItem(key);
}

export function exportAll() {
  const items = Object.fromEntries(ours().map((key) => [key.slice(PREFIX.length), localStorage.getItem(key)]));
  return JSON.stringify({ app: "shuoqingchu", format: FORMAT, items }, null, 1);
}

// Ask for a file and take it in; resolves to false when it is not one of ours. What was here is set aside, not overwritten.
export function importAll() {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "application/json,.json" });
    input.addEventListener("change", async () => {
      const text = await input.files[0]?.text();
      resolve(takeIn(text));
    });
    input.click();
  });
}

export function takeIn(text) {
  const file = attempt(() => JSON.parse(text), null);
  if (!isRecord(file) || file.app !== "shuoqingchu" || file.format !== FORMAT || !isRecord(file.items)) return false;
  if (!Object.values(file.items).every((value) => typeof value === "string")) return false;
  const before = ours().map((key) => [key, localStorage.getItem(key)]);
  const done = attempt(() => {
    for (const [id, value] of Object.entries(file.items)) {
      const here = localStorage.getItem(PREFIX + id);
      if (here === value) continue;
      if (here !== null) setAside(id);
      localStorage.setItem(PREFIX + id, value);
    }
    return true;
  }, false);
  if (done) return true;
  // No room for all of it: everything as it was.
  attempt(() => {
    wipe();
    for (const [key, text] of before) localStorage.setItem(key, text);
  });
  return false;
}
