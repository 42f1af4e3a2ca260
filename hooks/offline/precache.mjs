// Write sw.js into a built site: Workbox's modules, the rules of browser/sw.js, and the list of what it keeps.
// argv: the site's folder. Prints {files, bytes} as JSON. Run by hooks/offline at the end of a build.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { getManifest } from "workbox-build";

const [site] = process.argv.slice(2);
const HASHED = /(-[0-9a-f]{20}[/.])|(\.[0-9a-f]{8}\.min\.)/; // in the names of our own files, and of the theme's
const UNUSED = ["sw.js", "**/*.map", "**/*.gz", "assets/javascripts/lunr/**", "assets/javascripts/workers/**", "assets/images/**"];

// What a host has changed on the way, or serves still or already of another version, is not kept: one version, or none.
const sealed = (entries) => ({
  manifest: entries.map(({ url, size }) => {
    const hash = createHash("sha256").update(readFileSync(join(site, url)));
    const integrity = `sha256-${hash.digest("base64")}`;
    return { url, revision: HASHED.test(url) ? null : integrity.slice(7, 17), integrity, size };
  }),
});

const { manifestEntries, count, size, warnings } = await getManifest({
  globDirectory: site,
  globPatterns: ["**/*"],
  globIgnores: UNUSED,
  maximumFileSizeToCacheInBytes: 20_000_000,
  manifestTransforms: [sealed],
});
if (warnings.length) throw new Error(warnings.join("\n"));

const require = createRequire(import.meta.url);
const module = (name) => readFileSync(require.resolve(`workbox-${name}/build/workbox-${name}.prod.js`), "utf-8").replace(/^\/\/# sourceMappingURL.*$/m, "");
const rules = readFileSync(new URL("browser/sw.js", import.meta.url), "utf-8");
const list = JSON.stringify(manifestEntries);
writeFileSync(join(site, "sw.js"), [...["core", "routing", "strategies", "precaching"].map(module), rules.replace("self.__WB_MANIFEST", () => list)].join("\n"));
console.log(JSON.stringify({ files: count, bytes: size }));
