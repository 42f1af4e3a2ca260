// Take out of the theme's style sheets what nothing on the site can ever match, with PurgeCSS.
// argv: the site's folder, then folders whose programs make HTML in the browser. Prints {path in the site: CSS} as JSON.
// Run by hooks/styles.py at the end of a build.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

const [site, ...folders] = process.argv.slice(2);
const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name)));
const programs = files.filter((name) => name.endsWith(".py")).map((name) => ({ raw: readFileSync(name, "utf-8"), extension: "py" }));
process.chdir(site); // a pattern with the whole path would take brackets in it for its own
// Every word in these counts as a class, an element, an attribute or a value: a name put together of words is kept by its whole only.
const content = ["**/*.html", "assets/**/*.js", ...programs];

const kept = await new PurgeCSS().purge({ content, css: ["assets/stylesheets/*.css"] });

// Properties that are asked for nowhere any more go with those who asked: in a second go, since one sheet's are another's.
const others = ["assets/*.css", "assets/islands-*/*.css", "assets/**/*.js"];
const { undetermined } = await new PurgeCSS().extractSelectorsFromFiles(others, []);
const asked = new Set([...undetermined].filter((word) => word.startsWith("--")));
for (const { css } of kept) for (const [, name] of css.matchAll(/var\(\s*(--[\w-]+)/g)) asked.add(name);

const lean = await new PurgeCSS().purge({
  content: [],
  css: kept.map(({ file, css }) => ({ raw: css, name: file })),
  variables: true,
  safelist: { standard: [/./], variables: [...asked] },
});
console.log(JSON.stringify(Object.fromEntries(lean.map(({ file, css }) => [file, css]))));
