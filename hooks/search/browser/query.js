// What a reader asks for: the terms to look for, how much each counts, and which characters of the question each one answers.
import { fold, measure, runs } from "./text.js";

const IDLE = 0.1; // what a character counts that any question may have, beside one that carries meaning
const EDGE = 0.4; // a pair of which only one character carries meaning
const SKIP = 0.3; // two characters with one or two others between them: a verb can hold a number inside
const SAME = 0.9; // the site's own word for what was typed
const KIN = 0.45; // another word for it

/**
 * Returns the question as {text, names, weights, wanted}. `names` are the headings that would be the answer itself. `wanted` is a
 * list of {terms, weight, from, to}, each found when all its terms are; an `open` one also by words that begin like it, a `loose`
 * one is a guess, a `faint` one is not worth marking.
 */
export function parse(typed, words) {
  const text = simplify(fold(typed), words.simplified);
  const weights = weigh(text, words.idle);
  const asked = text.trim();
  const names = [asked, ...(words.rows.get(asked) ?? []).map(([row]) => row[0])];
  return { text, names, weights, wanted: [...literal(text, weights), ...synonyms(text, weights, words)] };
}

/** Returns `text` with each Traditional character that has a Simplified one on the site replaced. */
export function simplify(text, table) {
  return [...text].map((character) => table.get(character) ?? character).join("");
}

/** Returns how much each character of `text` counts: 0 outside of words, IDLE inside a phrase that any question may have, else 1. */
function weigh(text, idle) {
  const weights = new Array(text.length).fill(0);
  for (const { run, at } of runs(text)) weights.fill(1, at, at + run.length);
  const meant = [...weights];
  for (const [from, to] of places(text, idle)) meant.fill(IDLE, from, to);
  return meant.includes(1) ? meant : weights;
}

/** Yields [from, to, word] for every word of `list`, longest first, where it stands in `text`; no two overlap. */
function* places(text, list) {
  const taken = new Array(text.length).fill(false);
  for (const word of list) {
    for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
      const to = from + word.length;
      if (taken.slice(from, to).includes(true) || (/^[a-z]/.test(word) && !bounded(text, from, to))) continue;
      taken.fill(true, from, to);
      yield [from, to, word];
    }
  }
}

const bounded = (text, from, to) => !/[a-z]/.test(text[from - 1] ?? "") && !/[a-z]/.test(text[to] ?? "");

function* literal(text, weights) {
  for (const { run, at, han } of runs(text)) {
    if (!han || run.length === 1) {
      yield { terms: [run], weight: weights[at], from: at, to: at + run.length, open: true };
      const counted = measure(text, run, at);
      if (counted) yield { terms: [counted], weight: 1, from: at, to: at + counted.length };
      continue;
    }
    for (let i = 0; i + 1 < run.length; i += 1) {
      const weight = pair(weights[at + i], weights[at + i + 1]);
      yield { terms: [run.slice(i, i + 2)], weight, from: at + i, to: at + i + 2, faint: weight < 1 };
      for (const far of [2, 3]) {
        if (i + far >= run.length) break;
        const guess = SKIP * pair(weights[at + i], weights[at + i + far]);
        yield { terms: [run[i] + run[i + far]], weight: guess, from: at + i, to: at + i + far + 1, loose: true };
      }
    }
  }
}

const pair = (a, b) => (a === b ? a : EDGE);

function* synonyms(text, weights, words) {
  // Also without what any question may have: it stands in the middle of words, too.
  const kept = [...text].flatMap((_, i) => (weights[i] === IDLE ? [] : [i]));
  const short = kept.map((i) => text[i]).join("");
  const seen = new Set();
  for (const [from, to, word] of places(text, words.listed)) {
    seen.add(word);
    yield* others(word, from, to, Math.max(...weights.slice(from, to)), words);
  }
  for (const [from, to, word] of short === text ? [] : places(short, words.listed)) {
    if (!seen.has(word)) yield* others(word, kept[from], kept[to - 1] + 1, 1, words);
  }
}

/** Yields what else stands for `word`, which was found from `from` to `to` and counts `meant` there. */
function* others(word, from, to, meant, words) {
  for (const [row, place] of words.rows.get(word)) {
    if (place === 0) continue; // the site's own word needs no other
    for (const [i, other] of row.entries()) {
      if (i === place) continue;
      const terms = pieces(other);
      // However long a word is and however many there are, together they count no more than what was typed.
      const share = Math.min(1, Math.max(1, word.length - 1) / terms.length);
      yield { terms, weight: meant * share * (i === 0 ? SAME : KIN / Math.sqrt(row.length - 1)), from, to };
    }
  }
}

/** Returns the terms that together stand for a word of the vocabulary. */
function pieces(word) {
  const found = [];
  for (const { run, han } of runs(word)) {
    if (!han || run.length === 1) found.push(run);
    else for (let i = 0; i + 1 < run.length; i += 1) found.push(run.slice(i, i + 2));
  }
  return found;
}
