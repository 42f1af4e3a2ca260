// Text as the index sees it. Chinese is cut into pairs of neighbouring characters, anything else into words and numbers.

const RUN = /(\p{Script=Han}+)|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:\.\p{N}+)*/gu;

/** Yields the runs of `text` as {run, at, han}: Chinese characters in a row, or one word or number. */
export function* runs(text) {
  for (const match of text.matchAll(RUN)) yield { run: match[0], at: match.index, han: Boolean(match[1]) };
}

/** Returns the terms under which `text` is found. The last character of a run stands alone too: pairs begin with all the others. */
export function terms(text) {
  const found = [];
  for (const { run, at, han } of runs(text)) {
    if (!han) {
      found.push(run);
      const counted = measure(text, run, at);
      if (counted) found.push(counted);
    }
    else for (let i = 0; i < run.length; i += 1) found.push(run.slice(i, i + 2));
  }
  return found;
}

/** Returns a number with the character that says what it counts (a day, a yuan); "" for anything else. */
export function measure(text, run, at) {
  const unit = text[at + run.length] ?? "";
  return /^[\d.]+$/.test(run) && /\p{Script=Han}/u.test(unit) ? run + unit : "";
}

/** Returns `text` in the one form in which index and query are compared; every character keeps its place. */
export function fold(text) {
  const folded = text.normalize("NFKC").toLowerCase();
  if (folded.length === text.length) return folded;
  return [...text].map((character) => same(character.normalize("NFKC").toLowerCase(), character)).join("");
}

const same = (folded, character) => (folded.length === character.length ? folded : character);

const codes = new Map();

/**
 * Returns `term` as it stands in the index: Chinese in hexadecimal, so that a node of MiniSearch's tree has few branches to try, after
 * a mark, so that no number begins like it.
 */
export function coded(term) {
  if (term.charCodeAt(0) < 0x2e80) return term;
  if (!codes.has(term)) codes.set(term, `~${Array.from(term, (character) => character.codePointAt(0).toString(16)).join("")}`);
  return codes.get(term);
}
