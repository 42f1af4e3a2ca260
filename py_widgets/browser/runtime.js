// The one Python of the visit: a worker that boots when first needed, answers one message at a time, and is replaced when it
// dies or does not settle. The islands own their state, so a new worker takes the unanswered message again.
// Where the browser has shared workers, all pages and tabs have one, which may outlive them a little; a page that was
// disappointed by it goes on with a worker of its own.
import { onSharedComputer } from "./records.js";
import { checkVersion, tellOutdated } from "./islands.js";
import { afterPress } from "./press.js";

const BOOT_LIMIT = 240_000; // ms since the last file began to arrive: 2.8 MB on a line of 12 KB/s, not a hang
const SIGN_LIMIT = 10_000; // ms until a shared worker says anything: one that was closing when a page came never does
const LONE_SIGN_LIMIT = 40_000; // the same of a worker of the page's own, which nothing can take the place of
const LATE = 2_000; // ms; a timer that rings later than that rang for a page that was asleep
const STEP_LIMIT = 15_000; // ms; an answer takes milliseconds
const KEEP_AFTER = 3_000; // ms from the first answer to making a snapshot for the next visit

const PROGRAM = new URL("./worker.js", import.meta.url);

let starting = null; // the program is being fetched anew
let worker = null; // {post, end}
let sharing = "SharedWorker" in window;
let plain = false; // the last Python did not come: the next one comes without a snapshot, and its files anew
let idiomorph = null;
let islands = new Map();
let state = "static"; // static → booting → ready, or failed
let silent = true; // nothing was heard from the worker yet
let asked = null; // the question under way: {id, island, gen}
let deadline = null;
let count = 0;

// An island is ready when Python has answered it once, not when Python is there.
function show(next) {
  state = next;
  for (const { element, answered } of islands.values()) element.dataset.state = next === "ready" && !answered ? "booting" : next;
}

function within(limit) {
  clearTimeout(deadline);
  const due = performance.now() + limit;
  // A page that was frozen or put away gave Python no time either.
  deadline = limit && setTimeout(() => (performance.now() > due + LATE ? within(limit) : overdue()), limit);
}

// A message is asked twice, of two Pythons; what neither settles is not asked for ever.
function overdue() {
  if (!asked && sharing && silent) return another();
  if (!asked || ++asked.island.strikes > 1) return fail();
  plain = true;
  another();
}

function another() {
  stop();
  show("static");
  runtime.start();
}

// A shared worker cannot be ended from here: nobody asks it again.
function connect() {
  const hear = (source, port) => {
    const made = {};
    port.onmessage = (event) => made === worker && receive(event).catch(fail);
    source.onerror = (event) => {
      event.preventDefault();
      if (made !== worker) return;
      if (!sharing) return fail();
      another(); // perhaps it is only the sharing that this browser cannot do
    };
    return Object.assign(made, { post: (message) => port.postMessage(message) });
  };
  if (sharing) {
    const shared = new SharedWorker(PROGRAM, { type: "module", extendedLifetime: true });
    return Object.assign(hear(shared, shared.port), { end: () => shared.port.postMessage({ type: "bye" }) });
  }
  const own = new Worker(PROGRAM, { type: "module" });
  return Object.assign(hear(own, own), { end: () => own.terminate() });
}

function stop() {
  worker?.end();
  worker = asked = starting = null;
  sharing = false;
  within(null);
}

function giveUp() {
  stop();
  state = "failed";
  afterPress(showFailed);
}

// What is said above the islands moves them down.
function showFailed() {
  if (state !== "failed") return;
  for (const island of islands.values()) island.forget();
  show(state);
}

function fail() {
  plain = true;
  giveUp();
  checkVersion();
}

async function receive({ data }) {
  silent = false;
  if (data.type === "failed") {
    runtime.failure = data.reason;
    return fail();
  }
  // A shared worker tells everybody, also pages that wait for nothing.
  if (data.type === "progress") return (asked || state === "booting") && within(BOOT_LIMIT);
  if (data.type === "ready") {
    within(BOOT_LIMIT);
    runtime.idiomorph = (await idiomorph).Idiomorph;
    within(null);
    runtime.boot = data;
    show("ready");
    if (data.how === "plain") setTimeout(keepForLater, KEEP_AFTER);
    return runtime.wake();
  }
  if (data.id !== asked?.id) return;
  const { island, gen } = asked;
  asked = null;
  within(null);
  if (island.element.isConnected && island.gen === gen) {
    const reply = JSON.parse(data.reply);
    if (reply.error) {
      island.forget(); // asking the same again would fail again
      island.element.dataset.state = "failed";
      console.error(reply.error);
    } else {
      island.receive(reply);
      island.element.dataset.state = "ready";
    }
  }
  runtime.wake();
}

// On a line paid for by the byte, or so slow, nothing is fetched before it is asked for.
function isSparing() {
  const line = navigator.connection;
  return Boolean(line?.saveData) || /2g/.test(line?.effectiveType ?? "");
}

// Another worker makes it: the one that answers is not kept waiting, and what readers wrote never comes near it.
function keepForLater() {
  if (runtime.kept || isSparing() || onSharedComputer() || !navigator.storage?.getDirectory || !navigator.locks) return;
  runtime.kept = "begun";
  const maker = new Worker(PROGRAM, { type: "module", name: "keep" });
  const done = (how) => {
    maker.terminate();
    runtime.kept = how;
  };
  maker.onmessage = ({ data }) => (data.type === "kept" || data.type === "failed") && done(data.how ?? data.reason);
  maker.onerror = (event) => {
    event.preventDefault();
    done("failed");
  };
  maker.postMessage({ type: "keep" });
}

const names = () => [...new Set([...islands.values()].map(({ element }) => element.dataset.widget))];

export const runtime = {
  idiomorph: null,
  boot: null, // {how: "plain" | "snapshot", damage: why a snapshot could not be used, faults: how often that was so}
  failure: null, // why Python did not come
  kept: null, // what came of making a snapshot

  attach(found) {
    islands = found;
    show(state);
    if (state === "ready") runtime.wake();
  },

  start() {
    if (worker || starting || state === "failed") return;
    show("booting");
    within(sharing ? SIGN_LIMIT : LONE_SIGN_LIMIT);
    silent = true;
    idiomorph ??= import(plain ? `./idiomorph.js?${performance.now()}` : "./idiomorph.js");
    idiomorph.catch(() => (idiomorph = null)); // whoever waits for it is told
    const go = () => {
      try {
        worker = connect();
      } catch {
        return sharing ? another() : fail(); // a browser that has none, or forbids them
      }
      worker.post({ type: "start", widgets: names(), plain });
    };
    if (!plain) return go();
    // The browser may have kept a damaged program.
    const mine = (starting = {});
    const then = () => mine === starting && go();
    fetch(PROGRAM, { cache: "reload" }).then(then, then);
  },

  retry() {
    plain = true; // also when Python is there, and one of its parts is damaged
    another();
  },

  // A newer version of the site has written here: what it wrote is not this one's to read.
  outdate() {
    giveUp();
    tellOutdated();
  },

  // Not on a line the reader pays for by the byte: there the first touch starts it.
  startWhenIdle() {
    if (worker || isSparing()) return;
    const idle = window.requestIdleCallback ?? ((go) => setTimeout(go, 1));
    const go = () => idle(() => runtime.start(), { timeout: 3000 });
    if (document.readyState === "complete") go();
    else window.addEventListener("load", go, { once: true });
  },

  // Ask the next waiting question, if Python is free; of the island that the reader is at, first.
  wake() {
    if (state === "static") return runtime.start();
    if (state !== "ready" || asked) return;
    for (const island of [...islands.values()].sort((one, other) => other.hasFocus - one.hasFocus)) {
      if (island.element.dataset.state === "failed" || !island.element.isConnected) continue;
      island.hydrate();
      if (!island.queue.length || island.mayWait) continue;
      asked = { id: ++count, island, gen: ++island.gen };
      within(STEP_LIMIT);
      const { widget, props } = island.element.dataset;
      worker.post({ type: "ask", id: asked.id, widget, props, request: island.request() });
      return;
    }
  },
};
