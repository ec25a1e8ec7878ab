// Builds the committed styles, scripts and images with a manifest of versions and hashes: `npm ci && npm run build`.
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as sass from "sass";

const out = "../redress/design/static/design/built";
const govuk = "node_modules/govuk-frontend/dist/govuk";
const moj = "node_modules/@ministryofjustice/frontend/moj";
// A council may use the code, but neither the crown and crests nor the font of central government.
const notOurs = /crest|crown|logotype|opengraph|apple-touch|govuk-icon|favicon/i;

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "images"), { recursive: true });

const compiled = sass.compile("app.scss", {
  style: "compressed",
  loadPaths: [".", "node_modules"],
  logger: sass.Logger.silent,
}).css;
// GOV.UK Frontend says left and right. Said as start and end instead, every page mirrors itself for a script that runs
// from right to left, and nothing changes for the others.
const sides = { left: "start", right: "end" };
const logical = (sheet) =>
  sheet
    .replace(/([{;])(margin|padding):([^;{}\s!]+) ([^;{}\s!]+) ([^;{}\s!]+) ([^;{}\s!]+)(?=[;}!])/g, (all, before, name, ...by) =>
      by[1] === by[3] ? all : `${before}${name}-block:${by[0]} ${by[2]};${name}-inline:${by[3]} ${by[1]}`,
    )
    .replace(/([{;])(margin|padding)-(left|right):/g, (all, before, name, side) => `${before}${name}-inline-${sides[side]}:`)
    .replace(/([{;])border-(left|right)(-\w+)?:/g, (all, before, side, what) => `${before}border-inline-${sides[side]}${what ?? ""}:`)
    .replace(/([{;])(left|right):/g, (all, before, side) => `${before}inset-inline-${sides[side]}:`)
    .replace(/([{;])(float|clear):(left|right)/g, (all, before, name, side) => `${before}${name}:inline-${sides[side]}`)
    .replace(/([{;])text-align:(left|right)/g, (all, before, side) => `${before}text-align:${sides[side]}`);
const css = logical(compiled.replace(/[^{}]*\{[^{}]*url\([^)]*(?:crest|crown)[^)]*\)[^{}]*\}/gi, ""));
for (const word of ["GDS Transport", "crest", "crown", "@font-face"]) {
  if (css.replace(/\.[\w-]*(?:crest|crown)[\w-]*/gi, "").includes(word)) throw new Error(`${word} is in the styles`);
}
writeFileSync(join(out, "app.css"), css);

for (const [from, name] of [
  [`${govuk}/govuk-frontend.min.js`, "govuk-frontend.min.js"],
  [`${moj}/moj-frontend.min.js`, "moj-frontend.min.js"],
]) {
  // The maps are not committed, so nothing may ask for them.
  writeFileSync(join(out, name), readFileSync(from, "utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
}
const wanted = new Set([...css.matchAll(/url\("?\.?\/?images\/([^)"]+)"?\)/g)].map((match) => match[1]));
for (const name of readdirSync(`${moj}/assets/images`)) {
  if (wanted.has(name) && !notOurs.test(name)) cpSync(`${moj}/assets/images/${name}`, join(out, "images", name));
}

const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const files = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
  .sort();
const manifest = {
  versions: Object.fromEntries(
    ["govuk-frontend", "@ministryofjustice/frontend", "sass"].map((name) => [name, version(name)]),
  ),
  sha256: Object.fromEntries(
    files.map((name) => [name, createHash("sha256").update(readFileSync(join(out, name))).digest("hex")]),
  ),
};
writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);

// The official examples, options in and exact HTML out, judge the Python macros in the tests.
const examples = readdirSync(`${govuk}/components`)
  .map((name) => `${govuk}/components/${name}/fixtures.json`)
  .filter(existsSync)
  .map((path) => JSON.parse(readFileSync(path, "utf8")))
  .map(({ component, fixtures }) => ({
    component,
    fixtures: fixtures.map(({ name, options, html }) => ({ name, options, html })),
  }));
mkdirSync("../tests/data", { recursive: true });
writeFileSync("../tests/data/govuk-examples.json.gz", gzipSync(JSON.stringify(examples), { level: 9 }));
