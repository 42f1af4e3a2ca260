// The one Python of the visit: a worker that boots when first needed, answers one message at a time, and is replaced when it
// dies or does not settle. The islands own their state, so a new worker takes the unanswered message again.
const BOOT_LIMIT = 240_000; // ms since the last file began to arrive: 2.8 MB on a line of 12 KB/s, not a hang
const STEP_LIMIT = 15_000; // ms; an answer takes milliseconds

let worker = null;
let islands = new Map();
let state = "static"; // static → booting → ready, or failed
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
  deadline = limit && setTimeout(overdue, limit);
}

// A message is asked twice, of two Pythons; what neither settles is not asked for ever.
function overdue() {
  if (!asked || ++asked.island.strikes > 1) return fail();
  stop();
  show("static");
  runtime.start();
}

function stop() {
  worker?.terminate();
  worker = asked = null;
  within(null);
}

function fail() {
  stop();
  for (const island of islands.values()) island.forget();
  show("failed");
}

async function receive({ data }) {
  if (data.type === "failed") return fail();
  if (data.type === "progress") return within(BOOT_LIMIT);
  if (data.type === "ready") {
    runtime.idiomorph ??= (await import("./idiomorph.js")).Idiomorph;
    within(null);
    show("ready");
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

export const runtime = {
  idiomorph: null,

  attach(found) {
    islands = found;
    show(state);
    if (state === "ready") runtime.wake();
  },

  start() {
    if (worker || state === "failed") return;
    show("booting");
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = (event) => receive(event).catch(fail);
    worker.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    within(BOOT_LIMIT);
  },

  retry() {
    stop();
    show("static");
    runtime.start();
  },

  // Not on a line the reader pays for by the byte: there the first touch starts it.
  startWhenIdle() {
    const line = navigator.connection;
    if (worker || line?.saveData || /2g/.test(line?.effectiveType ?? "")) return;
    const idle = window.requestIdleCallback ?? ((go) => setTimeout(go, 1));
    const go = () => idle(() => runtime.start(), { timeout: 3000 });
    if (document.readyState === "complete") go();
    else window.addEventListener("load", go, { once: true });
  },

  // Ask the next waiting question, if Python is free.
  wake() {
    if (state === "static") return runtime.start();
    if (state !== "ready" || asked) return;
    for (const island of islands.values()) {
      if (island.element.dataset.state === "failed") continue;
      island.hydrate();
      if (!island.queue.length) continue;
      asked = { id: ++count, island, gen: ++island.gen };
      within(STEP_LIMIT);
      worker.postMessage({ id: asked.id, request: island.request() });
      return;
    }
  },
};
