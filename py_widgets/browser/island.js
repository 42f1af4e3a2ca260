// The page's half of the runtime: finds islands, keeps their state, sends messages, patches the HTML, performs effects.
// Knows islands, messages, HTML and effects; no widget, no rule and no sentence of any language stands here.
import {
  read, write, settle, forget, look, remove, setAside, wipe, keyOf, storage, storageWorks, isOtherCase, shareComputer, onSharedComputer, CASE,
} from "./records.js";
import { exportAll, takeIn, listCases, currentCase, changeCase } from "./store.js";
import { chooseFile } from "./file.js";
import { runtime } from "./runtime.js";
import { say, perform, hashFiles, pledgeCopy } from "./effects.js";
import { watch, isAway, outOfSight } from "./sight.js";
import { isHeld, afterPress } from "./press.js";

const islands = new Map(); // island id → Island
const FACTS = "blanks"; // the key of what all islands of a case share, the fill-in lines outside islands among it

const CONTROL = "input, textarea";
const NAMED = "input[name], textarea[name]";
const STOPS = "button, summary, input, textarea";

const WHOLE_AFTER = 300; // ms without a further edit until what is out of sight, of this island or another, is brought up to date

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
    this.shared = new Set([...this.view.querySelectorAll("[data-shared]")].map((field) => field.name));
    this.slots = new Map([...this.view.querySelectorAll("[data-slot]")].map((slot) => [slot.dataset.slot, slot.innerHTML]));
    this.gen = 0;
    this.queue = [];
    this.asking = 0; // how many messages, from the first of the queue on, are with Python
    this.strikes = 0; // how often Python did not come back from it
    this.composing = false;
    this.hydrated = false; // the first message, with all that is filled in, is on its way
    this.answered = false;
    this.behind = null; // the timer that runs while folds out of sight show an older answer
    this.waiting = null; // what is to be printed once they do not
    this.resting = null; // the timer that runs while a fact from elsewhere may wait
    this.renderLate = () => this.late !== null && !this.composing && this.render(this.late);
    this.load();
    // An island that was kept before the facts stood in one place hands them over.
    const facts = factsHere();
    for (const name of this.shared) if (!(name in facts) && name in this.saved) share(name, this.saved[name], this);
    this.fillCases();
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
    this.early = this.kept; // a first touch that nobody heard
    this.save();
    this.mirror();
    watch(this.view);
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
    // A fact of the case stands in one place.
    const facts = factsHere();
    for (const name of this.shared) {
      if (name in facts) this.state = { ...this.fresh(), ...this.state, values: { ...this.saved, [name]: facts[name] } };
    }
    this.late = null;
    // A visit that fills in nothing writes nothing, and what another tab wrote it has written: two tabs that answer each
    // other's writing would overwrite what is being typed.
    this.kept = false;
  }

  fresh() {
    return { version: Number(this.element.dataset.version) };
  }

  // Another tab wrote a fact that this one shows otherwise.
  isBehind() {
    const facts = factsHere();
    return [...this.shared].some((name) => name in facts && (facts[name] || "") !== (this.saved[name] || ""));
  }

  // What stands in a control that is kept nowhere: a passphrase, how to take a file in.
  setting(selector) {
    return this.element.querySelector(selector)?.value ?? "";
  }

  casesHere() {
    const fields = [...this.view.querySelectorAll("[data-cases]")];
    return Object.fromEntries(fields.map((field) => [field.name, field.value]));
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
      this.renderLate();
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
    this.view.addEventListener("toggle", ({ target }) => target.open && this.catchUp(), { capture: true });
    this.element.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      if ("retry" in button.dataset) runtime.retry();
      else if (button.dataset.effect) this.perform(JSON.parse(button.dataset.effect), button);
      else if (button.dataset.msg) {
        if (button.dataset.msg === "copy") pledgeCopy();
        this.send({ type: button.dataset.msg, arg: button.dataset.arg ?? null });
      }
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
    this.state = this.state ?? this.fresh();
    this.state.values = { ...this.saved, [name]: value };
    if (this.shared.has(name)) share(name, value, this);
  }

  // Another island of the page, or a line in its text, was given a fact that stands here too.
  take(name, value) {
    this.state = this.state ?? this.fresh();
    this.state.values = { ...this.saved, [name]: value };
    for (const field of this.view.querySelectorAll(`[name="${CSS.escape(name)}"]`)) put(field, value);
    this.save();
    this.mirror();
    if (!this.pressed().length) {
      this.rest();
      return this.send({ type: "input", name, value });
    }
    // What a pressed button does, it does to the new fact; an answer under way knew the old one, and is asked for again.
    const hydrates = this.queue.filter(({ type }) => type === "hydrate");
    const others = this.queue.filter((msg) => msg.type !== "hydrate" && !(msg.type === "input" && msg.name === name));
    this.ask(...hydrates, { type: "input", name, value }, ...others);
  }

  // An island that nobody sees need not follow every key that is pressed elsewhere.
  rest() {
    clearTimeout(this.resting);
    this.resting = null;
    if (isAway(this.view)) this.resting = setTimeout(() => ((this.resting = null), runtime.wake()), WHOLE_AFTER);
  }

  get mayWait() {
    return this.resting !== null && !this.pressed().length && !this.hasFocus;
  }

  get hasFocus() {
    return this.view.contains(document.activeElement);
  }

  // Buttons that wait for an answer, as against what is in the state already.
  pressed() {
    return this.queue.filter(({ type }) => !["hydrate", "input", "catch-up"].includes(type));
  }

  // Ask this, from the state as it is now: an answer under way belongs to one that is gone.
  ask(...msgs) {
    if (this.element.dataset.state === "failed") return this.forget();
    this.gen += 1;
    this.asking = 0;
    this.enqueue(...msgs);
    runtime.wake();
  }

  // Which cases there are is known to the store alone.
  fillCases() {
    for (const field of this.view.querySelectorAll("[data-cases]")) put(field, JSON.stringify(listCases()));
  }

  // What a page may work on but the device is not to keep (a text that was pasted): it lives as long as the page.
  unkept() {
    const names = new Set([...this.view.querySelectorAll("[data-unkept]")].map((field) => field.name));
    return Object.fromEntries(Object.entries(this.saved).filter(([name]) => names.has(name)));
  }

  // What was cleared or masked does not stay on the device for the sake of an undo.
  save() {
    if (!this.kept) return;
    const values = { ...this.saved };
    for (const name of Object.keys({ ...this.casesHere(), ...this.unkept() })) delete values[name];
    if (!Object.keys(values).length) return remove(this.id);
    const written = write(this.id, { ...this.state, values, undo: undefined });
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
    const waiting = this.queue.slice(this.asking).at(-1);
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
    this.hydrated = false;
    this.asking = 0;
    this.fallBehind(false);
  }

  // Edits that wait go together: only their last answer would be seen.
  request() {
    const edits = this.queue.findIndex(({ type }) => type !== "input");
    this.asking = (edits < 0 ? this.queue.length : edits) || 1;
    this.before = this.saved;
    const [first] = this.queue;
    if (first.type === "catch-up") return this.written(null);
    const [date, time] = [today(), new Date().toTimeString().slice(0, 5)];
    const msgs = this.queue.slice(0, this.asking).map((msg) => ({ ...msg, today: date, now: `${date}T${time}` }));
    // A reader who types sees what is open and on the screen; the rest comes when the keys rest.
    return this.written(msgs, first.type === "input" ? outOfSight(this.view) : undefined);
  }

  written(msg, later) {
    const { id, gen, state } = this;
    return JSON.stringify({ island: id, gen, widget: this.element.dataset.widget, state, msg, later });
  }

  fallBehind(is) {
    clearTimeout(this.behind);
    this.behind = is ? setTimeout(() => this.catchUp(), WHOLE_AFTER) : null;
    this.element.toggleAttribute("data-behind", is);
    if (is || !this.waiting) return;
    perform(this.waiting, this.element);
    this.waiting = null;
  }

  // The answer to a message that is waiting already may be whole, or leave another timer.
  catchUp() {
    if (this.behind === null || this.queue.length) return;
    this.enqueue({ type: "catch-up" });
    runtime.wake();
  }

  receive(reply) {
    this.strikes = 0;
    this.answered = true;
    const [msg] = this.queue.splice(0, this.asking);
    this.asking = 0;
    this.state = reply.state;
    // What was typed meanwhile is newer than the answer, for the other islands too.
    const newer = this.queue.filter(({ type }) => type === "input");
    if (msg.type !== "hydrate") this.hand(this.before, new Set(newer.map(({ name }) => name)));
    for (const { name, value } of newer) this.state.values = { ...this.saved, [name]: value };
    for (const effect of reply.effects) if (effect.type === "set_aside") this.perform(effect);
    this.save();
    // A newer message is waiting: its answer will show both.
    if (!this.queue.length) this.render(reply.html);
    // What an effect is for (a control to focus) comes with the answer.
    const rest = reply.effects.filter(({ type }) => type !== "set_aside");
    if (rest.length) afterPress(() => rest.forEach((effect) => this.perform(effect)));
    this.enqueue(...this.queue);
  }

  // Python changed facts of the case (cleared, undone, masked, a new entry of a list): the others are told.
  hand(before, newer) {
    for (const name of this.shared) {
      if (newer.has(name)) continue;
      const [was, is] = [before[name] ?? "", this.saved[name] ?? ""];
      if (was !== is && !(was === false && is === "")) share(name, typeof was === "boolean" ? is === true : is, this);
    }
  }

  render(html) {
    this.late = this.composing || isHeld() ? html : null;
    // Nothing is caught up with under a composition: what waits for its end says then what is behind.
    if (this.composing) return this.fallBehind(false);
    if (isHeld()) {
      this.element.toggleAttribute("data-behind", true);
      return afterPress(this.renderLate);
    }
    const next = document.createElement("div");
    next.innerHTML = html;
    const later = next.querySelector("[data-later]") !== null;
    for (const slot of next.querySelectorAll("[data-slot]")) slot.innerHTML = this.slots.get(slot.dataset.slot) ?? "";
    const stops = this.view.contains(document.activeElement) ? [...this.view.querySelectorAll(STOPS)] : [];
    const stop = stops.indexOf(document.activeElement);
    runtime.idiomorph.morph(this.view, [...next.childNodes], {
      morphStyle: "innerHTML",
      ignoreActiveValue: true,
      callbacks: {
        // The author's HTML is not the widget's to change; what is the same is passed over, unless a control in it holds a live value.
        beforeNodeMorphed: (old, fresh) =>
          !(old.dataset?.passphrase !== undefined) && // Python never sees it
          !(fresh.dataset?.later !== undefined && keepBody(old, fresh)) &&
          !(old.dataset?.slot && old.dataset.slot === fresh.dataset?.slot) &&
          !(old.nodeType === Node.ELEMENT_NODE && !old.matches(CONTROL) && !old.querySelector(CONTROL) && old.isEqualNode(fresh)),
        // Whether a details element is open is the reader's choice.
        beforeAttributeUpdated: (name, node) => !(name === "open" && node.localName === "details"),
      },
    });
    watch(this.view);
    this.fallBehind(later);
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

  // Start again from what is on the device (another tab wrote it, or it was wiped or imported), and from what it does not keep.
  reload(unkept = {}, pressed = []) {
    this.load();
    // A newer version of the site is open in another tab: what it writes must not be taken for damaged here.
    if (this.state?.version > this.fresh().version) runtime.outdate();
    if (Object.keys(unkept).length) this.state = { ...this.fresh(), ...this.state, values: { ...this.saved, ...unkept } };
    this.fillCases();
    for (const field of this.view.querySelectorAll(NAMED)) {
      if (field.name in this.saved) put(field, this.saved[field.name]);
      else reset(field);
    }
    this.mirror();
    this.hydrated = true;
    this.ask({ type: "hydrate", values: { ...this.saved, ...this.casesHere() } }, ...pressed);
  }

  // The same, with what was under way here.
  refresh() {
    this.reload(this.unkept(), this.pressed());
  }

  say(what, text) {
    say(this.element, what, text);
  }

  perform(effect, button) {
    if (effect.confirm && !this.confirmed(effect, button)) return;
    if (effect.type === "set_aside") {
      setAside(this.id);
      this.say("set-aside", effect.text);
    } else if (effect.type === "focus") {
      control(this.view, effect.name)?.focus();
    } else if (effect.type === "export") {
      exportAll(this.setting("[data-passphrase]")).then(
        (text) => perform({ type: "download", name: "shuoqingchu.json", mime: "application/json", text }, this.element),
        () => this.say("export-failed"),
      );
    } else if (effect.type === "import") {
      chooseFile().then((file) => takeIn(file, this.setting("[data-import]:checked") || undefined, this.setting("[data-passphrase]"))).then((done) => {
        if (done.startsWith("imported")) reloadAll();
        this.say(done);
      });
    } else if (effect.type === "hash-files") {
      hashFiles(effect).then((told) => {
        const field = control(this.view, effect.name);
        if (field) put(field, told);
        this.edited(effect.name, told);
      });
    } else if (effect.type === "case") {
      if (!changeCase(effect)) this.say("no-storage");
      // What is typed here is on its way already; a case that was changed under the other islands makes them start again.
      if (effect.do === "name" || effect.do === "status") showCase();
      else reloadAll();
    } else if (effect.type === "share-computer") {
      if (!shareComputer(effect.on)) return this.say("share-failed");
      reloadAll();
    } else if (effect.type === "wipe") {
      wipe();
      reloadAll();
      this.say("wiped");
    } else if (effect.type === "print" && this.behind !== null) {
      this.waiting = effect;
      this.catchUp();
    } else {
      perform(effect, this.element);
    }
  }

  // The second press on the same button does it; looking away takes the question back.
  confirmed(effect, button) {
    const armed = button.dataset.armed !== undefined;
    if (armed) {
      button.textContent = button.dataset.armed;
      delete button.dataset.armed;
      return true;
    }
    button.dataset.armed = button.textContent;
    button.textContent = effect.confirm;
    button.addEventListener("blur", () => {
      button.textContent = button.dataset.armed ?? button.textContent;
      delete button.dataset.armed;
    }, { once: true });
    return false;
  }
}

// Python left out what is in this fold or section: its heading is new, the rest stays. Returns whether there is a rest.
function keepBody(old, fresh) {
  if (old.id !== fresh.id) return false;
  const [was, is] = [old.firstElementChild, fresh.firstElementChild];
  if (was.innerHTML !== is.innerHTML) was.innerHTML = is.innerHTML;
  return true;
}

function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function reloadAll() {
  look();
  for (const island of islands.values()) island.reload();
  fillBlanks("");
  showCase();
}

// The facts that a control can show; a foreign file may hold others.
function factsHere() {
  return Object.fromEntries(Object.entries(read(FACTS).value ?? {}).filter(([, value]) => typeof value === "string" || typeof value === "boolean"));
}

// Keep a fact of the case, and tell whoever shows it too.
function share(name, value, from) {
  if (read(FACTS).broken) setAside(FACTS);
  write(FACTS, { ...read(FACTS).value, [name]: value });
  for (const island of islands.values()) if (island !== from && island.shared.has(name)) island.take(name, value);
  for (const blank of document.querySelectorAll(`[data-blank="${CSS.escape(name)}"]`)) if (blank !== document.activeElement) blank.value = String(value);
}

// Another tab gave this case a name: nothing else has changed.
function renamed() {
  for (const island of islands.values()) if (island.element.querySelector("[data-cases]")) island.refresh();
  showCase();
}

// Which case this is, and whether it ends with the tab.
function showCase() {
  const { name } = currentCase();
  for (const place of document.querySelectorAll("[data-case-name]")) place.textContent = name || place.dataset.caseName;
  document.documentElement.toggleAttribute("data-shared-computer", onSharedComputer());
}

// What was filled in before this script came.
function keepBlanks() {
  const typed = [...document.querySelectorAll("[data-blank]")].filter((blank) => blank.value);
  const facts = factsHere();
  for (const { dataset, value } of typed) if (facts[dataset.blank] !== value) share(dataset.blank, value, null);
}

function fillBlanks(otherwise) {
  const values = read(FACTS).value ?? {};
  for (const blank of document.querySelectorAll("[data-blank]")) {
    const saved = values[blank.dataset.blank];
    blank.value = typeof saved === "string" ? saved : (otherwise ?? blank.value);
  }
}

document.addEventListener("input", ({ target }) => {
  const key = target.dataset?.blank;
  if (!key) return;
  share(key, target.value, null);
});

// What another tab took away is gone from here too, and that is said.
function elsewhere() {
  islands.values().next().value?.say("elsewhere");
}

window.addEventListener("storage", (event) => {
  const { key, newValue, storageArea } = event;
  if (storageArea && storageArea !== storage()) return; // on a shared computer: nothing of this tab's
  if (key === null || isOtherCase(event)) {
    reloadAll();
    return elsewhere();
  }
  if (key === keyOf(CASE)) return renamed();
  const id = [FACTS, ...islands.keys()].find((id) => keyOf(id) === key);
  if (!id) return;
  const facts = id === FACTS;
  if (newValue === null) forget(id);
  else settle(id);
  if (facts) fillBlanks("");
  for (const island of islands.values()) if (island.id === id || (facts && (newValue === null || island.isBehind()))) island.refresh();
  if (newValue === null && !facts) elsewhere();
});

// A page that was put away or frozen was told nothing meanwhile.
function again() {
  const other = look();
  for (const island of islands.values()) other ? island.reload() : island.refresh();
  fillBlanks("");
  showCase();
}
window.addEventListener("pageshow", ({ persisted }) => persisted && again());
document.addEventListener("resume", again);

// Called at every page that has an island or a blank, also after instant navigation, which keeps this module and the worker alive.
export function scan() {
  for (const [id, island] of islands) {
    if (island.element.isConnected) continue;
    perform({ type: "wake-lock", on: false }, island.element);
    islands.delete(id);
  }
  for (const element of document.querySelectorAll(".island")) {
    if (islands.get(element.dataset.island)?.element !== element) islands.set(element.dataset.island, new Island(element));
  }
  keepBlanks();
  fillBlanks();
  showCase();
  runtime.attach(islands);
  if ([...islands.values()].some((island) => island.early)) runtime.start();
  if (islands.size) runtime.startWhenIdle();
}
