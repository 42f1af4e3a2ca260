// The page's half of the runtime: finds islands, keeps their state, sends messages, patches the HTML, performs effects.
// Knows islands, messages, HTML and effects; no widget, no rule and no sentence of any language stands here.
import { read, write, remove, setAside, wipe, exportAll, importAll, storageWorks } from "./store.js";
import { runtime } from "./runtime.js";
import { say, perform } from "./effects.js";

const islands = new Map(); // island id → Island
const BLANKS = "blanks"; // the key of the fill-in lines outside islands

const CONTROL = "input, textarea";
const NAMED = "input[name], textarea[name]";
const STOPS = "button, summary, input, textarea";

const control = (root, name) => root.querySelector(`[name="${CSS.escape(name)}"]`);

function valueOf(field) {
  return field.type === "checkbox" ? field.checked : field.value;
}

// The same control may stand in several places of an island (one choice, five texts): they show the same.
function put(field, value) {
  if (field.type === "checkbox") field.checked = value === true;
  else if (field.type === "radio") field.checked = field.value === value;
  else if (field.value !== value) field.value = value;
}

const ticks = (field) => field.type === "checkbox" || field.type === "radio";

// Of radio buttons, the one that was chosen.
function touched(field) {
  if (field.type === "radio") return field.checked && !field.defaultChecked;
  return ticks(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function reset(field) {
  if (ticks(field)) field.checked = field.defaultChecked;
  else field.value = field.defaultValue;
}

class Island {
  constructor(element) {
    this.element = element;
    this.id = element.dataset.island;
    this.view = element.querySelector("[data-view]");
    this.props = JSON.parse(element.dataset.props);
    this.slots = new Map([...this.view.querySelectorAll("[data-slot]")].map((slot) => [slot.dataset.slot, slot.innerHTML]));
    this.gen = 0;
    this.queue = [];
    this.asking = false; // the first message of the queue is with Python
    this.strikes = 0; // how often Python did not come back from it
    this.composing = false;
    this.hydrated = false; // the first message, with all that is filled in, is on its way
    this.answered = false;
    this.load();
    // Put saved answers back into the native controls: no Python needed for that. What the reader filled in before this
    // script came is newer.
    const fields = [...this.view.querySelectorAll(NAMED)];
    const newer = new Map(fields.filter(touched).map((field) => [field.name, valueOf(field)]));
    for (const field of fields) if (field.name in this.saved && !newer.has(field.name)) put(field, this.saved[field.name]);
    for (const [name, value] of newer) this.note(name, value);
    for (const blank of this.view.querySelectorAll("[data-mirror]")) {
      const mirrored = control(this.view, blank.dataset.mirror);
      if (!mirrored || !touched(blank)) continue;
      this.note(mirrored.name, blank.value);
      put(mirrored, blank.value);
    }
    this.save();
    this.mirror();
    this.listen();
    if (!storageWorks()) this.say("no-storage");
  }

  load() {
    const saved = read(this.id);
    if (saved.broken) {
      setAside(this.id);
      this.say("set-aside");
    }
    this.state = saved.value ?? null;
    this.late = null;
    // A visit that fills in nothing writes nothing, and what another tab wrote it has written: two tabs that answer each
    // other's writing would overwrite what is being typed.
    this.kept = false;
  }

  get saved() {
    return this.state?.values ?? {};
  }

  formValues() {
    const values = {};
    for (const field of this.view.querySelectorAll(NAMED)) {
      if (field.type !== "radio" || field.checked) values[field.name] = valueOf(field);
    }
    return values;
  }

  listen() {
    const wake = () => runtime.start();
    for (const type of ["pointerdown", "focusin", "keydown"]) this.element.addEventListener(type, wake, { once: true, passive: true });
    this.view.addEventListener("compositionstart", () => (this.composing = true));
    this.view.addEventListener("compositionend", () => {
      this.composing = false;
      if (this.late) this.render(this.late);
    });
    this.view.addEventListener("input", ({ target }) => {
      if (target.dataset.mirror) {
        this.note(target.dataset.mirror, target.value);
        this.save();
      }
      if (!target.name) return;
      for (const twin of this.view.querySelectorAll(`[name="${CSS.escape(target.name)}"]`)) put(twin, valueOf(target));
      this.edited(target.name, valueOf(target));
    });
    this.view.addEventListener("change", ({ target }) => {
      const mirrored = target.dataset.mirror && control(this.view, target.dataset.mirror);
      if (!mirrored) return;
      put(mirrored, target.value);
      this.edited(mirrored.name, mirrored.value);
    });
    this.element.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      if ("retry" in button.dataset) runtime.retry();
      else if (button.dataset.effect) this.perform(JSON.parse(button.dataset.effect), button);
      else if (button.dataset.msg) this.send({ type: button.dataset.msg, arg: button.dataset.arg ?? null });
    });
  }

  // What is typed is on the device before Python has seen it, and stays there if Python never comes.
  edited(name, value) {
    this.note(name, value);
    this.save();
    this.mirror();
    this.send({ type: "input", name, value });
  }

  // The blanks in the sentences show what the sheet says, also when Python is not there to write the sentences.
  mirror() {
    for (const blank of this.view.querySelectorAll("[data-mirror]")) {
      if (blank !== document.activeElement) put(blank, this.saved[blank.dataset.mirror] ?? "");
    }
  }

  note(name, value) {
    this.kept = true;
    this.state = this.state ?? { version: Number(this.element.dataset.version) };
    this.state.values = { ...this.saved, [name]: value };
  }

  // What was cleared or masked does not stay on the device for the sake of an undo.
  save() {
    if (!this.kept) return;
    if (!Object.keys(this.saved).length) return remove(this.id);
    const written = write(this.id, { ...this.state, undo: undefined });
    if (!written && !this.full) this.say("no-storage");
    this.full = !written;
  }

  hydrate() {
    if (this.hydrated) return;
    this.hydrated = true;
    this.enqueue({ type: "hydrate", values: { ...this.saved, ...this.formValues() } }, ...this.queue);
  }

  send(msg) {
    // What was typed is kept and goes with the next hydration; a button pressed in vain must not act minutes later.
    if (this.element.dataset.state === "failed") return;
    this.kept = true;
    const waiting = this.queue.slice(this.asking ? 1 : 0).at(-1);
    if (waiting?.type === "input" && msg.type === "input" && waiting.name === msg.name) this.queue.pop();
    this.enqueue(...this.queue, msg);
    runtime.wake();
  }

  // What waits for an answer; `data-asking` tells the style sheet and the tests.
  enqueue(...msgs) {
    this.queue = msgs;
    this.element.toggleAttribute("data-asking", msgs.length > 0);
  }

  // Python is not there: what was typed is in the state already, and hydration will carry it.
  forget() {
    this.enqueue();
    this.hydrated = this.asking = false;
  }

  request() {
    this.asking = true;
    const msg = { ...this.queue[0], today: today() };
    const { id, gen, props, state } = this;
    return JSON.stringify({ island: id, gen, widget: this.element.dataset.widget, props, state, msg });
  }

  receive(reply) {
    this.asking = false;
    this.strikes = 0;
    this.answered = true;
    this.queue.shift();
    this.state = reply.state;
    // What was typed meanwhile is newer than the answer.
    for (const { type, name, value } of this.queue) if (type === "input") this.state.values = { ...this.saved, [name]: value };
    for (const effect of reply.effects) if (effect.type === "set_aside") this.perform(effect);
    this.save();
    // A newer message is waiting: its answer will show both.
    if (!this.queue.length) this.render(reply.html);
    for (const effect of reply.effects) if (effect.type !== "set_aside") this.perform(effect);
    this.enqueue(...this.queue);
  }

  render(html) {
    this.late = this.composing ? html : null;
    if (this.composing) return;
    const next = document.createElement("div");
    next.innerHTML = html;
    for (const slot of next.querySelectorAll("[data-slot]")) slot.innerHTML = this.slots.get(slot.dataset.slot) ?? "";
    const stops = this.view.contains(document.activeElement) ? [...this.view.querySelectorAll(STOPS)] : [];
    const stop = stops.indexOf(document.activeElement);
    runtime.idiomorph.morph(this.view, [...next.childNodes], {
      morphStyle: "innerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // The author's HTML is not the widget's to change; what is the same is passed over, unless a control in it holds a live value.
        beforeNodeMorphed: (old, fresh) =>
          !(old.dataset?.slot && old.dataset.slot === fresh.dataset?.slot) &&
          !(old.nodeType === Node.ELEMENT_NODE && !old.matches(CONTROL) && !old.querySelector(CONTROL) && old.isEqualNode(fresh)),
        // Whether a details element is open is the reader's choice.
        beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details"),
      },
    });
    // HTML cannot carry every character (NUL, half an emoji): what was typed comes from the state.
    for (const field of this.view.querySelectorAll(NAMED)) {
      if (field.name in this.saved) put(field, this.saved[field.name]);
      else if (field === document.activeElement && !ticks(field)) put(field, ""); // cleared under the cursor
    }
    // What had the focus may be gone with what it did: the next thing to press takes it, or the last before it.
    for (const next of [...stops.slice(stop + 1), ...stops.slice(0, stop + 1).reverse()]) {
      if (this.view.contains(document.activeElement)) break;
      next.focus({ preventScroll: true });
    }
  }

  // Start again from what is on the device (another tab wrote it, or it was wiped or imported).
  reload() {
    this.load();
    for (const field of this.view.querySelectorAll(NAMED)) {
      if (field.name in this.saved) put(field, this.saved[field.name]);
      else reset(field);
    }
    this.mirror();
    this.gen += 1; // an answer under way belongs to the state that is gone
    this.enqueue({ type: "hydrate", values: this.saved });
    this.asking = false;
    this.hydrated = true;
    runtime.wake();
  }

  say(what, text) {
    say(this.element, what, text);
  }

  perform(effect, button) {
    if (effect.type === "set_aside") {
      setAside(this.id);
      this.say("set-aside", effect.text);
    } else if (effect.type === "focus") {
      control(this.view, effect.name)?.focus();
    } else if (effect.type === "export") {
      perform({ type: "download", name: "shuoqingchu.json", mime: "application/json", text: exportAll() }, this.element);
    } else if (effect.type === "import") {
      importAll().then((read) => {
        this.say(read ? "imported" : "import-failed");
        if (read) reloadAll();
      });
    } else if (effect.type === "wipe") {
      this.wipe(effect, button);
    } else {
      perform(effect, this.element);
    }
  }

  // The second press on the same button does it; looking away takes the question back.
  wipe(effect, button) {
    const label = button.textContent;
    if (button.dataset.armed === undefined) {
      button.dataset.armed = label;
      button.textContent = effect.confirm;
      button.addEventListener("blur", () => {
        button.textContent = button.dataset.armed ?? button.textContent;
        delete button.dataset.armed;
      }, { once: true });
      return;
    }
    button.textContent = button.dataset.armed;
    delete button.dataset.armed;
    wipe();
    reloadAll();
    this.say("wiped");
  }
}

function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function reloadAll() {
  for (const island of islands.values()) island.reload();
  fillBlanks("");
}

// What was filled in before this script came.
function keepBlanks() {
  const typed = [...document.querySelectorAll("[data-blank]")].filter((blank) => blank.value);
  if (typed.length) write(BLANKS, { ...read(BLANKS).value, ...Object.fromEntries(typed.map((blank) => [blank.dataset.blank, blank.value])) });
}

function fillBlanks(otherwise) {
  const values = read(BLANKS).value ?? {};
  for (const blank of document.querySelectorAll("[data-blank]")) {
    const saved = values[blank.dataset.blank];
    blank.value = typeof saved === "string" ? saved : (otherwise ?? blank.value);
  }
}

document.addEventListener("input", ({ target }) => {
  const key = target.dataset?.blank;
  if (!key) return;
  write(BLANKS, { ...read(BLANKS).value, [key]: target.value });
  for (const twin of document.querySelectorAll(`[data-blank="${CSS.escape(key)}"]`)) if (twin !== target) twin.value = target.value;
});

window.addEventListener("storage", ({ key }) => {
  if (key === null) reloadAll();
  if (key === read.key(BLANKS)) fillBlanks("");
  for (const island of islands.values()) if (read.key(island.id) === key) island.reload();
});

// Called at every page that has an island or a blank, also after instant navigation, which keeps this module and the worker alive.
export function scan() {
  for (const [id, island] of islands) if (!island.element.isConnected) islands.delete(id);
  for (const element of document.querySelectorAll(".island")) {
    if (islands.get(element.dataset.island)?.element !== element) islands.set(element.dataset.island, new Island(element));
  }
  keepBlanks();
  fillBlanks();
  runtime.attach(islands);
  if (islands.size) runtime.startWhenIdle();
}
