// JSON that somebody else may have written.
export const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
export const isText = (value) => typeof value === "string";

// Nothing of ours is nested deeper; what is would exhaust whoever reads it.
const shallow = (value, levels = 8) =>
  typeof value !== "object" || value === null || (levels > 0 && Object.values(value).every((inner) => shallow(inner, levels - 1)));

// What stands in `text`; undefined for what is no JSON, or too deep.
export function parsed(text) {
  try {
    const value = JSON.parse(text);
    return shallow(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

// The record that `text` keeps for an island; undefined for what can be none.
export function readable(text) {
  const value = parsed(text);
  return isRecord(value) && (value.values === undefined || isRecord(value.values)) ? value : undefined;
}
