// Builds the SDK as an embedder's bundler would and holds what a page loads to its budget. Prints every part; sizes are bytes.
import "./ensure-node.mjs";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Gzipped bytes that a part may have. Raising one needs a reason in docs/performance.md. */
const budgets = { "entry (import of @vitrine/sdk)": 12_000, "… and what a first run loads": 36_000, "… and what a first view loads": 50_000, "vitrine.js (one file, everything in it)": 135_000, "@vitrine/sdk/agent": 9_000 };

const output = await bundle("host");
const chunks = new Map(output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]));
const entry = output.find(({ isEntry }) => isEntry);

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

// Its reading of replies in Markdown is a chunk of its own.
rows.push(rowOf("@vitrine/sdk/agent", (await bundle("agent")).find(({ isEntry }) => isEntry).code));

console.log(`${"".padEnd(42)}${"raw".padStart(9)}${"gzipped".padStart(9)}${"budget".padStart(9)}`);
for (const { what, raw, gzipped } of rows) console.log(`${what.padEnd(42)}${String(raw).padStart(9)}${String(gzipped).padStart(9)}${String(budgets[what] ?? "").padStart(9)}`);
const over = rows.filter(({ what, gzipped }) => gzipped > (budgets[what] ?? Infinity));
for (const { what, gzipped } of over) console.error(`${what}: ${gzipped} bytes gzipped, the budget is ${budgets[what]}. Load what was added by import() where it is needed (docs/performance.md, Size).`);
process.exitCode = over.length > 0 ? 1 : 0;

/** What a bundler makes of one of the SDK's entries. */
async function bundle(folder) {
  const options = { input: `${root}packages/sdk/dist/${folder}/index.js`, preserveEntrySignatures: "strict" };
  return (await build({ root, configFile: false, logLevel: "warn", build: { write: false, minify: true, modulePreload: false, rolldownOptions: options } })).output;
}

/** The chunks with all that they import statically, added to those that are there. */
function closure(names, found = new Set()) {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    closure(chunks.get(name).imports, found);
  }
  return found;
}

function row(what, names) {
  const sizes = [...names].map((name) => rowOf(name, chunks.get(name).code));
  return { what, raw: sum(sizes.map(({ raw }) => raw)), gzipped: sum(sizes.map(({ gzipped }) => gzipped)) };
}

function rowOf(what, code) {
  return { what, raw: Buffer.byteLength(code), gzipped: gzipSync(code, { level: 9 }).length };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
