import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { root, run } from "../process.mjs";
import { lineAt, read } from "./markdown.mjs";

const documents = ["README.md", "docs/embedding.md", "docs/csp.md", "docs/integrations.md"];
const folder = new URL(".vitrine/snippets/", root);
/** Types of what is too much to install for a snippet. */
const ambientFolder = new URL("scripts/docs/ambient/", root);
const ambient = readdirSync(ambientFolder);

const options = {
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  target: "ESNext",
  module: "ESNext",
  moduleResolution: "Bundler",
  moduleDetection: "force",
  jsx: "react-jsx",
  lib: ["ESNext", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
  types: [],
};

/**
 * The snippets type-check against the built packages, as in a package that depends on them. What a snippet takes for granted stands in a
 * comment on the line before it: `<!-- given: declare const reply: string; -->`.
 */
export async function checkSnippets() {
  const snippets = documents.flatMap(snippetsOf);
  if (snippets.length === 0) return [];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Names resolve as they do in e2e, which depends on the packages.
  symlinkSync(fileURLToPath(new URL("e2e/node_modules", root)), fileURLToPath(new URL("node_modules", folder)), "junction");
  if (!existsSync(new URL("packages/sdk/dist", root))) return ["The packages are not built: run node scripts/ensure-workspace.mjs --packages-only"];
  for (const { file, code } of snippets) write(file, code);
  for (const name of ambient) write(name, read(`scripts/docs/ambient/${name}`));
  write("tsconfig.json", JSON.stringify({ compilerOptions: options, files: [...snippets.map(({ file }) => file), ...ambient] }));

  const errors = [];
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", root));
  const code = await run(process.execPath, [tsc, "-p", fileURLToPath(folder), "--pretty", "false"], { onLine: (line) => errors.push(line) });
  const findings = snippets.map(({ file, path }) => {
    // A snippet's line in its file is its line in the document.
    const own = errors.filter((error) => error.includes(`${file}(`)).map((error) => error.replace(/^.*?\((\d+),\d+\)/, `${path}:$1`));
    return own.length > 0 ? own.join("\n  ") : undefined;
  });
  // What belongs to no snippet must not pass for success.
  return code === 0 || findings.some((finding) => finding !== undefined) ? findings : [...findings, errors.join("\n  ")];
}

const write = (name, text) => writeFileSync(new URL(name, folder), text);
const fileName = (path) => path.replaceAll(/[/.]/g, "-");

/** Fenced blocks of ts, tsx, js and html. Each becomes a file in which the code stands in the lines where it stands in the document. */
function snippetsOf(path) {
  const text = read(path);
  return Array.from(text.matchAll(/(?:^<!-- given: (.*) -->\n)?^```(tsx?|js|html)\n([\s\S]*?)^```$/gm), ([whole, given = "", language, body]) => ({ whole, given, language, body }))
    .map(({ whole, given, language, body }) => {
      const line = lineAt(text, text.indexOf(whole)) + (given ? 2 : 1);
      const code = language === "html" ? moduleScripts(body) : body;
      const file = `${fileName(path)}-${line}.${language === "tsx" ? "tsx" : language === "ts" || given ? "ts" : "js"}`;
      return { path, line, file, code: `${"\n".repeat(line - 2)}${given}\n${code}export {};\n` };
    })
    .filter(({ code }) => code.trim() !== "export {};");
}

/** The module scripts of a page, all else blank. `vitrine.js` is the SDK in one module, from wherever it is served. */
function moduleScripts(html) {
  let modules = "";
  let end = 0;
  for (const match of html.matchAll(/<script type="module">([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[0].indexOf(">") + 1;
    modules += html.slice(end, start).replace(/[^\n]/g, "") + match[1];
    end = start + match[1].length;
  }
  return (modules + html.slice(end).replace(/[^\n]/g, "")).replace(/(from ")[^"]*\/vitrine\.js"/g, '$1@vitrine/sdk/vitrine.js"');
}
