// The index: which pages a question finds, in which order, with which of their sections.
import MiniSearch from "./minisearch.js";
import { listen, near } from "./near.js";
import { parse } from "./query.js";
import { coded, fold, terms } from "./text.js";

// How much a word counts by where it stands.
const PAGE = { title: 8, about: 3, heads: 1 };
const SECTION = { title: 2, text: 1 };
const WHOLE = 0.7; // how much the page as a whole counts beside its best section
const MORE = 0.5; // how much its second section counts beside the best one: a page that comes back to it is about it
const FADE = 0.7; // and each further one beside the one before
const ASIDE = 0.4; // what a page is worth that answers next to nothing of the question, beside one that answers all
const CHANCE = 0.2; // the same for a section or a title alone
const SOURCES = "sources"; // the anchor of the list of laws at the foot of a page
const HEARSAY = 0.3; // which says what others say
const EXACT = 1.5; // the heading, or the last word of the address, is what was asked for, no more and no less
const FLOOR = 0.05; // what is that much worse than the best is not worth showing
const ENOUGH = 0.9; // a question answered to that share needs no guessing
const BETTER = 0.1; // a guess must answer that much more

/** Returns the engine for what the build has written: {pages, sections, simplified, pinyin, same, idle, desk}. */
export function open(data) {
  const pages = data.pages.map(([location, title, about, boost]) => {
    const path = location.split(/[^a-z0-9-]+/).map((part) => part.replaceAll("-", " ")); // an address names its page in English
    return { location, name: path.at(-2), path: path.join(" "), title, about, boost, sections: [] };
  });
  const sections = data.sections.map(([page, anchor, title, text]) => ({ page: pages[page], anchor, title, text }));
  for (const section of sections) section.page.sections.push(section);
  // Two indexes, because a word that is rare among a thousand sections can be common among a hundred titles.
  const shelf = index(PAGE, pages, ({ path, title, about, sections: [own, ...rest] }) => ({
    title: `${title}\n${own.title}`,
    about: `${about}\n${path}`,
    heads: rest.filter(({ anchor }) => anchor !== SOURCES).map((section) => section.title).join("\n"),
  }));
  const words = vocabulary(data);
  const sounds = listen(words, sections.map(({ title }) => fold(title)), sections.map(({ text }) => fold(text)));
  return { shelf, index: index(SECTION, sections, (section) => section), pages, sections, words, sounds, desk: data.desk };
}

function index(boost, list, fields) {
  const made = new MiniSearch({ fields: Object.keys(boost), tokenize: terms, processTerm: coded, searchOptions: { boost } });
  for (const [id, entry] of list.entries()) {
    const texts = fields(entry);
    made.add({ id, ...Object.fromEntries(Object.keys(boost).map((name) => [name, fold(texts[name])])) });
  }
  return made;
}

/** Returns the build's vocabulary as it is asked for; `rows` has, for each word, the rows it stands in and its place there. */
function vocabulary({ simplified, pinyin, same, idle }) {
  const rows = new Map();
  for (const row of same.map((row) => row.map(fold))) {
    for (const [place, word] of row.entries()) rows.set(word, [...(rows.get(word) ?? []), [row, place]]);
  }
  const characters = [...simplified];
  const pairs = characters.flatMap((old, i) => (i % 2 ? [] : [[old, characters[i + 1]]]));
  const listed = [...rows.keys()].sort((a, b) => b.length - a.length);
  return { simplified: new Map(pairs), pinyin, rows, listed, idle };
}

/** Returns the question and what it finds; when that is too little, what may have been meant is tried. */
export function answer(engine, typed) {
  let best = find(engine, parse(typed, engine.words));
  if (best.covered >= ENOUGH || !best.question.text) return best;
  for (const text of near(best.question.text, engine.sounds)) {
    const other = find(engine, parse(text, engine.words));
    if (other.covered > best.covered + BETTER) best = other;
    if (best.covered >= ENOUGH) break;
  }
  return best;
}

/** Returns the pages for a question, the best first: {question, groups: [{page, parts: [{section, score}], score}], covered}. */
function find({ shelf, index, pages, sections, desk }, question) {
  const { wanted, weights } = question;
  const boost = new Map(); // by coded term
  const open = new Set();
  const spelt = new Map();
  for (const { terms, weight, open: wide } of wanted) {
    for (const term of terms) {
      const code = coded(term);
      spelt.set(code, term);
      boost.set(code, Math.max(boost.get(code) ?? 0, weight));
      if (wide) open.add(code);
    }
  }
  if (!boost.size) return { question, groups: [], covered: 0 };
  const options = {
    tokenize: () => [...spelt.values()],
    prefix: (code) => open.has(code),
    fuzzy: (code) => (/^[a-z]{5,}$/.test(code) ? 1 : false),
    boostTerm: (code) => boost.get(code),
  };
  const groups = new Map();
  const group = (page) => groups.get(page) ?? groups.set(page, { page, whole: 0, parts: [], covered: 0, terms: new Set() }).get(page);
  const judge = ({ score, queryTerms }, page) => {
    const terms = new Set(queryTerms.map((code) => spelt.get(code)));
    const covered = coverage(terms, wanted, weights);
    const found = group(page);
    found.covered = Math.max(found.covered, covered);
    for (const term of terms) found.terms.add(term);
    // MiniSearch multiplies by how many terms it found, be they mere guesses: a long section has some of any.
    return (score / queryTerms.length) * (CHANCE + covered ** 2);
  };
  for (const hit of shelf.search(question.text, options)) group(pages[hit.id]).whole = judge(hit, pages[hit.id]);
  for (const hit of index.search(question.text, options)) {
    const section = sections[hit.id];
    const weight = section.anchor === SOURCES ? HEARSAY : question.names.includes(fold(section.title)) ? EXACT : 1;
    group(section.page).parts.push({ section, score: judge(hit, section.page) * weight });
  }
  const atDesk = desk.words.some((word) => question.text.includes(word));
  for (const found of groups.values()) {
    const { page, parts, whole } = found;
    parts.sort((a, b) => b.score - a.score);
    const text = parts.reduce((sum, { score }, i) => sum + score * (i ? MORE * FADE ** (i - 1) : 1), 0);
    const share = ASIDE + (1 - ASIDE) * coverage(found.terms, wanted, weights) ** 2;
    const boost = atDesk && page.location.startsWith(desk.shelf) ? desk.boost : page.boost;
    found.score = (WHOLE * whole + text) * share * boost * (question.names.includes(page.name) ? EXACT : 1);
  }
  const ranked = [...groups.values()].sort((a, b) => b.score - a.score);
  const covered = Math.max(...ranked.slice(0, 3).map((found) => found.covered), 0);
  return { question, groups: ranked.filter((found) => found.score >= FLOOR * ranked[0].score), covered };
}

/** Returns which share of what the question means the terms `found` answer. */
function coverage(found, wanted, weights) {
  const best = new Array(weights.length).fill(0);
  for (const { terms, from, to, loose } of wanted) {
    if (terms.every((term) => found.has(term))) for (let i = from; i < to; i += 1) best[i] = Math.max(best[i], loose ? 0.4 : 1);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, i) => sum + weight * best[i], 0) / total;
}
