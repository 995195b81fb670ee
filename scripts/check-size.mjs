// Builds the SDK as an embedder's bundler would and holds what a page loads to its budget. Prints every part; sizes are bytes.
import "./ensure-node.mjs";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Gzipped bytes that a part may have. Raising one needs a reason in docs/performance.md. */
const budgets = { "entry (import of @vitrine/sdk)": 12_000, "… and what a first run loads": 36_000, "… and what a first view loads": 53_000, "vitrine.js (one file, everything in it)": 164_000, "import of @vitrine/element": 17_000, "import of @vitrine/react (without React)": 18_000, "vitrine-element.js (one file, everything in it)": 166_000, "@vitrine/sdk/agent": 9_000 };

const { chunks, entry } = await bundle("packages/sdk/dist/host/index.js");

const loaded = closure([entry.fileName]);
const rows = [row("entry (import of @vitrine/sdk)", loaded)];
for (const [what, module] of [["… and what a first run loads", "host/open-sandbox.js"], ["… and what a first view loads", "host/view.js"]]) {
  const chunk = [...chunks.values()].find(({ facadeModuleId }) => facadeModuleId?.endsWith(module));
  if (!chunk) throw new Error(`${module} is no chunk of its own: something imports it statically, or it is gone.`);
  rows.push(row(what, closure([chunk.fileName], loaded)));
}
// One file each: what a module exports as text.
for (const { name, facadeModuleId, code } of chunks.values()) if (facadeModuleId?.includes("/packages/sandbox/dist/")) rows.push(rowOf(`text of the sealed side: ${name}`, code));
rows.push(rowOf("vitrine.js (one file, everything in it)", readFileSync(`${root}packages/sdk/dist/vitrine.js`, "utf8")));
for (const [what, path, external] of [["import of @vitrine/element", "packages/element/dist/index.js", []], ["import of @vitrine/react (without React)", "packages/react/dist/index.js", [/^react(?:\/|$)/]]]) {
  const bundled = await bundle(path, external);
  rows.push(row(what, closure([bundled.entry.fileName], new Set(), bundled.chunks), bundled.chunks));
}
rows.push(rowOf("vitrine-element.js (one file, everything in it)", readFileSync(`${root}packages/element/dist/vitrine-element.js`, "utf8")));

// Its reading of replies in Markdown is a chunk of its own.
rows.push(rowOf("@vitrine/sdk/agent", (await bundle("packages/sdk/dist/agent/index.js")).entry.code));

console.log(`${"".padEnd(48)}${"raw".padStart(9)}${"gzipped".padStart(9)}${"budget".padStart(9)}`);
for (const { what, raw, gzipped } of rows) console.log(`${what.padEnd(48)}${String(raw).padStart(9)}${String(gzipped).padStart(9)}${String(budgets[what] ?? "").padStart(9)}`);
const over = rows.filter(({ what, gzipped }) => gzipped > (budgets[what] ?? Infinity));
for (const { what, gzipped } of over) console.error(`${what}: ${gzipped} bytes gzipped, the budget is ${budgets[what]}. Load what was added by import() where it is needed (docs/performance.md, Size).`);
process.exitCode = over.length > 0 ? 1 : 0;

/** A module as an embedder's bundler makes it, with its chunks by name. */
async function bundle(path, external = []) {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: { write: false, minify: true, modulePreload: false, rolldownOptions: { input: root + path, external, preserveEntrySignatures: "strict", onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning) } },
  });
  const parts = output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]);
  return { chunks: new Map(parts), entry: output.find(({ isEntry }) => isEntry) };
}

/** The chunks with all that they import statically, added to those that are there. */
function closure(names, found = new Set(), all = chunks) {
  for (const name of names) {
    // What stands in no chunk is somebody else's.
    if (found.has(name) || !all.has(name)) continue;
    found.add(name);
    closure(all.get(name).imports, found, all);
  }
  return found;
}

function row(what, names, all = chunks) {
  const sizes = [...names].map((name) => rowOf(name, all.get(name).code));
  return { what, raw: sum(sizes.map(({ raw }) => raw)), gzipped: sum(sizes.map(({ gzipped }) => gzipped)) };
}

function rowOf(what, code) {
  return { what, raw: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
