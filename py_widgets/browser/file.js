// The one file for everything: written, opened again, or refused. Whoever made it, it is data; what is kept here is not known here.
import { isRecord, isText, parsed } from "./json.js";

const APP = "shuoqingchu";
const FORMAT = 2;
const ROUNDS = 600_000; // of PBKDF2-HMAC-SHA256: OWASP Password Storage Cheat Sheet
const MOST_ROUNDS = 10_000_000; // seconds of work; a file that asks for more wants to keep the reader waiting
// Bytes. A browser keeps some five million characters, of up to three bytes each, and encrypted they take a third more.
const LARGEST = 24 * 2 ** 20;

const FILE = ["app", "format", "check", "current"]; // and the cases
const TEXTS = ["id", "name", "status", "created"];
const CASE = [...TEXTS, "items"];

// Older formats, each to the next. 1: {items} of the one case there was.
const MIGRATE = new Map([[1, ({ items, ...rest }) => ({ ...rest, format: 2, cases: [{ items }] })]]);

const isCase = (record) =>
  isRecord(record) && isRecord(record.items) && Object.values(record.items).every(isText) && TEXTS.every((key) => isText(record[key] ?? ""));

const isContent = ({ current, cases }) => isText(current ?? "") && Array.isArray(cases) && cases.every(isCase);

const hasMore = (record, known) => Object.entries(record).some(([key, value]) => value !== undefined && !known.includes(key));

const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
const bytes = (text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function keyFrom(passphrase, salt, iterations) {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

// A copy of which one bit has changed may still be JSON, with another amount in it. A page that is not served safely has no hash.
async function checkOf({ current, cases }) {
  const text = new TextEncoder().encode(JSON.stringify([current, cases]));
  return crypto.subtle ? base64(await crypto.subtle.digest("SHA-256", text)) : undefined;
}

// The text of a file that holds `content`: {current: id, cases: [{id, name, status, created, items: {id: text}}]}.
export async function written(content, passphrase) {
  const head = { app: APP, format: FORMAT };
  if (!passphrase) return JSON.stringify({ ...head, check: await checkOf(content), ...content }, null, 1);
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const key = await keyFrom(passphrase, salt, ROUNDS);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(content)));
  const encrypted = { kdf: "PBKDF2-SHA256", rounds: ROUNDS, salt: base64(salt), iv: base64(iv), data: base64(data) };
  return JSON.stringify({ ...head, encrypted }, null, 1);
}

// What was encrypted, as {content}, or {refused}.
async function decrypted({ rounds, salt, iv, data }, passphrase) {
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > MOST_ROUNDS || ![salt, iv, data].every(isText)) return { refused: "import-broken" };
  if (!passphrase) return { refused: "import-locked" };
  try {
    const key = await keyFrom(passphrase, bytes(salt), rounds);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(data));
    const content = parsed(new TextDecoder().decode(plain));
    return isRecord(content) ? { content } : { refused: "import-broken" };
  } catch {
    return { refused: "import-locked" };
  }
}

const decoded = (data, fatal) => new TextDecoder("utf-8", { fatal }).decode(data);

// What stands in the file, or {refused} with the name of what to say.
async function readFrom(file) {
  if (file.size > LARGEST) return { refused: "import-large" };
  let data;
  try {
    data = await file.arrayBuffer();
    const found = parsed(decoded(data, true));
    if (isRecord(found) && found.app === APP) return { found };
  } catch {
    // no UTF-8, or the file is gone
  }
  return { refused: !data || decoded(data, false).includes(`"${APP}"`) ? "import-broken" : "import-failed" };
}

// Open a file (a Blob). Resolves to {current, cases, odd: whether there was more in it that nobody here knows}, or to {refused}.
export async function opened(file, passphrase) {
  const { found, refused } = await readFrom(file);
  if (refused) return { refused };
  if (Number.isFinite(found.format) && found.format > FORMAT) return { refused: "import-newer" };
  const { encrypted, ...plain } = found;
  let content = plain;
  if (encrypted !== undefined) {
    const inner = isRecord(encrypted) ? await decrypted(encrypted, passphrase) : { refused: "import-broken" };
    if (inner.refused) return inner;
    content = { format: found.format, ...inner.content };
  }
  while (MIGRATE.has(content.format)) content = MIGRATE.get(content.format)(content);
  if (content.format !== FORMAT || !isContent(content)) return { refused: "import-broken" };
  const check = content.check === undefined ? undefined : await checkOf(content);
  if (check !== undefined && content.check !== check) return { refused: "import-broken" };
  const { current, cases } = content;
  return { current, cases, odd: hasMore({ ...content, cases: undefined }, FILE) || cases.some((record) => hasMore(record, CASE)) };
}

// Ask for a file; resolves to it.
export function chooseFile() {
  return new Promise((resolve) => {
    const input = Object.assign(document.createElement("input"), { type: "file", accept: "application/json,.json" });
    input.addEventListener("change", () => input.files.length && resolve(input.files[0]));
    input.click();
  });
}
