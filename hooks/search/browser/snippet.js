// What the list shows of a section: the stretch of its text that answers best, with the words found in it marked.
import { fold } from "./text.js";

const LENGTH = 100;
const BEFORE = 12;

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Returns [from, to, weight] of every place in `text` where one of `found` (term → weight) stands, neighbours joined. */
export function matches(text, found) {
  const folded = fold(text);
  const weights = new Array(folded.length).fill(0);
  for (const [term, weight] of found) {
    for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + 1)) {
      for (let i = from; i < from + term.length; i += 1) weights[i] = Math.max(weights[i], weight);
    }
  }
  const spans = [];
  for (let i = 0; i < weights.length; i += 1) {
    if (!weights[i]) continue;
    let to = i;
    let weight = 0;
    while (weights[to]) weight += weights[to++];
    spans.push([i, to, weight]);
    i = to;
  }
  return spans;
}

/** Returns `text` as HTML with the spans marked. */
export function marked(text, spans, from = 0, to = text.length) {
  let html = "";
  let done = from;
  for (const [start, end] of spans) {
    if (start < from || end > to) continue;
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done, to));
}

/** Returns the best stretch of `text` as HTML; "" when there is no text. */
export function excerpt(text, spans) {
  let best = 0;
  let most = -1;
  for (const [from] of spans) {
    const seen = new Map();
    for (const [start, end, weight] of spans) {
      if (start < from || end > from + LENGTH - BEFORE) continue;
      const word = text.slice(start, end);
      seen.set(word, (seen.get(word) ?? 0) + (seen.has(word) ? weight / 8 : weight));
    }
    const sum = [...seen.values()].reduce((a, b) => a + b, 0);
    if (sum > most) [most, best] = [sum, from];
  }
  const line = text.lastIndexOf("\n", best) + 1;
  const from = best - line > BEFORE * 3 ? best - BEFORE : line;
  const to = Math.min(text.length, from + LENGTH);
  const html = marked(text, spans, from, to).replace(/\n/g, "<br>");
  return (from > line ? "…" : "") + html + (to < text.length ? "…" : "");
}
