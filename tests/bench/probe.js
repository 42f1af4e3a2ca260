// Runs before every script of the page, and measures the product from outside. Called with null, or with the address of the
// worker that takes the place of the site's own: then page, messages and patching are the same, and only Python differs.
((stand_in) => {
  const bench = (window.bench = { started: null, answered: null, asked: null, python: null, reply: null, blocked: 0 });

  // Only the worker that answers: the theme has one of its own, for searching, and one makes the snapshot for the next visit.
  const answers = (url, options) => /\/islands-[^/]+\/worker\.js$/.test(String(url)) && options?.name !== "keep";

  // Added before the page's own listener, so called before it.
  function watch(port) {
    port.addEventListener("message", ({ data }) => {
      if (data.type !== "reply") return;
      bench.python = performance.now() - bench.asked;
      bench.reply = data.reply; // weighed when nobody is timed
    });
    const post = port.postMessage.bind(port);
    port.postMessage = (...args) => {
      bench.asked = performance.now();
      post(...args);
    };
  }

  window.Worker = class extends Worker {
    constructor(url, options) {
      const python = answers(url, options);
      if (python) bench.started ??= performance.now();
      super(python ? (stand_in ?? url) : url, options);
      if (python) watch(this);
    }
  };
  if (stand_in) delete window.SharedWorker;
  else if (window.SharedWorker) {
    window.SharedWorker = class extends SharedWorker {
      constructor(url, options) {
        if (answers(url, options)) bench.started ??= performance.now();
        super(url, options);
        if (answers(url, options)) watch(this.port);
      }
    };
  }

  // What readers feel as a stop: tasks of more than 50 ms from the start of Python on.
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) if (bench.started !== null && startTime > bench.started) bench.blocked += duration;
  }).observe({ type: "longtask" });

  // An island is ready once Python's first answer stands in the page.
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target.dataset.state === "ready")) bench.answered ??= performance.now();
  }).observe(document, { subtree: true, attributeFilter: ["data-state"] });

  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  // Resolves, with the time, when the last answer stands in the page.
  const settled = (island) =>
    new Promise((done) => {
      const look = () => {
        if (island.hasAttribute("data-asking")) return;
        observer.disconnect();
        done(performance.now());
      };
      const observer = new MutationObserver(look);
      observer.observe(island, { attributeFilter: ["data-asking"] });
      look();
    });

  function put(field, value) {
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const find = (island, name) => island.querySelector(`[name="${CSS.escape(name)}"]`);

  // Go to a field as a reader does who is about to type: what it is folded into is open, and it has the focus.
  function enter(field) {
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    field.focus(); // and is scrolled into view
  }

  // Give every control of the island a value: the one given, or its tick.
  bench.fill = async (id, values) => {
    const island = document.getElementById(id);
    for (const field of island.querySelectorAll("[name]")) {
      if (field.type === "checkbox" || field.type === "radio") put(field, true);
      else if (field.name in values) put(field, values[field.name]);
    }
    await settled(island);
  };

  // Make each edit, [name, value], after the page has been painted and what was folded in stands there; returns a record of ms and
  // bytes for each.
  bench.edit = async (id, edits) => {
    const island = document.getElementById(id);
    const trips = [];
    for (const [name, value] of edits) {
      enter(find(island, name));
      await painted();
      await settled(island);
      await painted();
      const start = performance.now();
      put(find(island, name), value);
      trips.push({ whole: (await settled(island)) - start, python: bench.python, size: new Blob([bench.reply]).size });
    }
    return trips;
  };
})
