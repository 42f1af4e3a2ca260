// What the reader may have meant: pinyin, initials and slips of the pen, read as words that stand on the site.
// Asked only when the question as it was typed finds too little.
import { runs } from "./text.js";

const SOUND = 2.5; // the price of a character that sounds the same
const BLUR = 3.2; // of one that sounds nearly the same: zh for z, ang for an
const MOVE = 3; // of two characters that changed places, or of one that is too many
const GUESS = 6; // of any other character: more than one pair can gain
const PAIR = 4.5; // the most that a pair gains by standing on the site often
const SYLLABLE = 2; // of a further syllable: fewer and longer ones are likelier
const LISTED = 4; // how often a word of the vocabulary stands on the site, as it were
const LONGEST = 16;
const MANY = 7; // characters, of which two may be wrong, if they sound alike

/** Yields the texts that could be meant instead of `text`, the likeliest first. */
export function* near(text, sounds) {
  const letters = plain(text).replace(/[\s'’-]+/g, "");
  if (/^[a-z]{2,40}$/.test(letters)) {
    for (const guess of [named, misspelt, spelt, begun, initials]) yield* guess(letters, sounds);
    return;
  }
  let found = text;
  for (const { run, at, han } of [...runs(text)].reverse()) {
    const [better] = han ? [slip(run, sounds)] : /^[a-z]{3,30}$/.test(run) ? spelt(run, sounds) : [];
    if (better) found = found.slice(0, at) + better + found.slice(at + run.length);
  }
  if (found !== text) yield found;
}

/** Returns letters without the marks of tones; ü is v, as one types it. */
const plain = (text) => text.normalize("NFD").replace(/u(\p{M}*)\u0308/gu, "v$1").replace(/\p{M}/gu, "");

/** Collects from all texts of the site what the guesses rest on; `pinyin` has the usual readings, then the others. */
export function listen({ pinyin, listed, idle }, headings, texts) {
  const pairs = new Map();
  const count = (text, often) => {
    for (const { run, han } of runs(text)) {
      for (let i = 0; han && i + 1 < run.length; i += 1) {
        const pair = run.slice(i, i + 2);
        pairs.set(pair, (pairs.get(pair) ?? 0) + often);
      }
    }
  };
  for (const text of [...headings, ...texts, ...idle]) count(text, 1);
  for (const word of listed) count(word, LISTED); // a word of the vocabulary is read as it is, and is what a slip may mean
  const used = new Set([...pairs.keys()].join(""));
  const shy = new Set(idle); // too common to be what somebody mistyped
  const follow = new Map();
  for (const [first, second] of pairs.keys()) if (!shy.has(second)) follow.set(first, (follow.get(first) ?? "") + second);
  const syllables = new Map();
  const said = new Map();
  const blurred = new Map();
  for (const [syllable, characters] of pinyin.flatMap(Object.entries)) {
    for (const character of characters) said.set(character, [...(said.get(character) ?? []), syllable]);
    const own = [...characters].filter((character) => used.has(character)).join("");
    if (!own) continue;
    syllables.set(syllable, (syllables.get(syllable) ?? "") + own);
    blurred.set(blur(syllable), (blurred.get(blur(syllable)) ?? "") + own);
  }
  return { pairs, follow, shy, syllables, said, blurred, names: listed, headings, texts };
}

const blur = (syllable) => syllable.replace(/^([zcs])h/, "$1").replace(/^n/, "l").replace(/([aei])ng$/, "$1n");

const gain = (pairs, pair) => (pairs.has(pair) ? 1 + Math.min(PAIR, Math.log(1 + pairs.get(pair))) : 0);

/** Returns the words of the vocabulary that are spelt like this. */
function named(letters, { names, said }) {
  return names.filter((name) => reads(name, letters, said, true));
}

/** Returns a few words of the vocabulary whose spelling begins like this. */
function begun(letters, { names, said }) {
  return letters.length < 4 ? [] : names.filter((name) => reads(name, letters, said, false)).slice(-3);
}

function reads(name, letters, said, whole) {
  let places = new Set([0]);
  for (const character of name) {
    const next = new Set();
    for (const place of places) {
      if (!whole && place === letters.length) return true;
      for (const syllable of said.get(character) ?? []) if (letters.startsWith(syllable, place)) next.add(place + syllable.length);
    }
    places = next;
  }
  return places.has(letters.length);
}

/** Returns the foreign words of the vocabulary from which a letter or two was left out, added or changed. */
function misspelt(letters, { names }) {
  const far = letters.length < 5 ? 0 : letters.length < 9 ? 1 : 2;
  return names.filter((name) => /^[a-z]/.test(name) && far && apart(letters, name.replace(/[^a-z]/g, ""), far) <= far);
}

/** Returns in how many letters two words differ, or more than `most`. */
function apart(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] !== b[j - 1]));
    row = next;
  }
  return row.at(-1);
}

/** Returns the likeliest readings of letters as pinyin, if they are that; the last syllable may be unfinished. */
function spelt(letters, sounds) {
  const whole = read(letters, sounds, (part) => sounds.syllables.get(part) ?? "");
  return whole.length ? whole : read(letters, sounds, (part, last) => sounds.syllables.get(part) ?? (last ? unfinished(part, sounds) : ""));
}

const unfinished = (part, { syllables }) => [...syllables].map(([whole, c]) => (whole.startsWith(part) ? c : "")).join("");

function read(letters, { pairs }, characters) {
  const at = Array.from({ length: letters.length + 1 }, () => new Map()); // by place: last character → best {score, text}
  at[0].set("", { score: 0, text: "" });
  for (let from = 0; from < letters.length; from += 1) {
    if (!at[from].size) continue;
    for (let to = from + 1; to <= Math.min(letters.length, from + 6); to += 1) {
      for (const character of characters(letters.slice(from, to), from > 0 && to === letters.length)) {
        for (const [last, { score, text }] of at[from]) {
          const often = last ? pairs.get(last + character) : 1;
          if (!often) continue;
          const total = score - SYLLABLE + Math.log(1 + often);
          if (total > (at[to].get(character)?.score ?? -Infinity)) at[to].set(character, { score: total, text: text + character });
        }
      }
    }
  }
  const ends = [...at[letters.length].values()].filter(({ text }) => text.length > 1);
  return ends.sort((a, b) => b.score - a.score).slice(0, 3).map(({ text }) => text);
}

/** Returns the words of the headings, else of the texts, whose syllables begin with these letters. */
function initials(letters, { headings, texts, said }) {
  if (letters.length > 8) return [];
  for (const where of [headings, texts]) {
    const counts = new Map();
    for (const text of where) {
      const firsts = [...text].map((character) => said.get(character)?.[0][0] ?? " ").join("");
      for (let i = firsts.indexOf(letters); i >= 0; i = firsts.indexOf(letters, i + 1)) {
        const word = text.slice(i, i + letters.length);
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
    const best = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
    if (best.length) return best.map(([word]) => word);
  }
  return [];
}

/** Returns `run` with its slips mended, or null: a character of the same sound, one too many, two that changed places. */
function slip(run, sounds) {
  if (run.length > LONGEST) return null;
  const before = mended(run, sounds, false).score;
  const tries = [{ run, price: 0 }];
  for (let i = 0; i + 1 < run.length; i += 1) {
    if (!sounds.pairs.has(run.slice(i, i + 2))) tries.push({ run: run.slice(0, i) + run[i + 1] + run[i] + run.slice(i + 2), price: MOVE });
    if (run[i] === run[i + 1]) tries.push({ run: run.slice(0, i) + run.slice(i + 1), price: MOVE });
  }
  const found = tries.map(({ run: variant, price }) => {
    const { score, text } = mended(variant, sounds, !price);
    return { score: score - price, text, changed: [...text].filter((character, i) => character !== variant[i]).length };
  });
  const best = found.reduce((a, b) => (b.score > a.score ? b : a));
  return best.text !== run && best.score > before && best.changed <= (run.length < MANY ? 1 : 2) ? best.text : null;
}

/** Returns the best {score, text} for `run`: each pair known to the site gains, each changed character costs. */
function mended(run, { pairs, follow, shy, said, syllables, blurred }, change) {
  let states = new Map([["", { score: 0, text: "" }]]);
  for (const [i, character] of [...run].entries()) {
    const settled = pairs.has(run.slice(i - 1, i + 1)) || pairs.has(run.slice(i, i + 2)); // it stands in a word as it is
    const options = new Map([[character, 0]]);
    const offer = (others, price) => {
      for (const other of others) if (!options.has(other) && !shy.has(other)) options.set(other, price);
    };
    if (change && !settled) {
      for (const syllable of said.get(character) ?? []) offer(syllables.get(syllable) ?? "", SOUND);
      for (const syllable of said.get(character) ?? []) offer(blurred.get(blur(syllable)) ?? "", BLUR);
      if (run.length > 2 && run.length < MANY) for (const last of states.keys()) offer(follow.get(last) ?? "", GUESS);
    }
    const next = new Map();
    for (const [option, price] of options) {
      for (const [last, { score, text }] of states) {
        const total = score - price + gain(pairs, last + option);
        if (total > (next.get(option)?.score ?? -Infinity)) next.set(option, { score: total, text: text + option });
      }
    }
    states = new Map([...next].sort((a, b) => b[1].score - a[1].score).slice(0, 40));
  }
  return [...states.values()].reduce((a, b) => (b.score > a.score ? b : a));
}
