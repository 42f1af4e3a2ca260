// What Material's list shows of an answer. A group holds a page and its sections, the best first.
import { answer } from "./engine.js";
import { excerpt, marked, matches } from "./snippet.js";
import { fold } from "./text.js";

const FAR = 0.08; // a section that much worse than the page's best is not shown

/** Returns {items, suggest} for what the reader typed. */
export function search(engine, typed) {
  const { question, groups } = answer(engine, typed);
  const found = new Map();
  for (const { terms, weight, loose, faint } of question.wanted) {
    if (!loose && !faint) for (const term of terms) found.set(term, weight);
  }
  return { items: groups.map((group) => item(group, found)), suggest: suggestions(engine, question.text, typed) };
}

/** Returns a page with its sections as Material wants them: the best first, the page itself among them. */
function item({ page, parts, score }, found) {
  const [own] = page.sections;
  const shown = parts.filter((part) => part.score >= FAR * parts[0].score).map((part) => shape(page, part.section, part.score, found));
  if (!shown.some(({ location }) => location === page.location)) shown.push(shape(page, own, shown.length ? 0 : 1, found));
  const best = Math.max(...shown.map((part) => part.score));
  for (const part of shown) part.score *= score / best; // Enter opens what has the highest score of the first page
  return shown;
}

function shape(page, { anchor, title, text }, score, found) {
  const spans = matches(text, found);
  return {
    location: page.location + (anchor ? `#${anchor}` : ""),
    title: marked(title, matches(title, found)),
    text: excerpt(text || (anchor ? "" : page.about), spans),
    score,
    terms: {}, // Material would list the missing ones and put the others into the address
  };
}

/** Returns how the box may complete what was typed: a word of the vocabulary or a heading that begins like it. */
function suggestions({ sections, words }, text, typed) {
  const word = text.trim();
  if (!word || word !== typed.trim()) return [];
  const longer = (other) => other.length > word.length && other.startsWith(word);
  const heading = () => sections.find(({ title }) => longer(fold(title)))?.title;
  return [words.listed.find(longer) ?? heading()].filter(Boolean);
}
