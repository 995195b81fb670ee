import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { root } from "../process.mjs";

const base = fileURLToPath(root);

// Made by tools, or replies of models: data, not docs.
const skipped = new Set(["node_modules", "dist", ".vitrine", ".git", "replies", "more", "scripted", "cli-fixtures"]);

/** Paths of files below the root that match, relative to it, with forward slashes. */
export function find(...patterns) {
  const paths = globSync(patterns, { cwd: base, exclude: (path) => skipped.has(path.split(/[\\/]/).at(-1)) });
  return paths.map((path) => path.replaceAll("\\", "/")).toSorted();
}

/** The text of a file below the root. */
export const read = (path) => readFileSync(new URL(path, root), "utf8").replaceAll("\r\n", "\n");

/** The text with its code taken out, line numbers kept: what stands in code is no link and no heading. */
export function withoutCode(markdown) {
  const blank = (text) => text.replace(/[^\n]/g, " ");
  return markdown.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, blank).replace(/(`+)[^`][\s\S]*?\1/g, blank);
}

/** 1-based line of an index in a text. */
export const lineAt = (text, index) => text.slice(0, index).split("\n").length;

/** Ids that headings get, as GitHub makes them (https://github.com/gjtorikian/html-pipeline, TableOfContentsFilter). */
export function anchorsOf(markdown) {
  const seen = new Map();
  const fenceless = markdown.replace(/^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, "");
  return Array.from(fenceless.matchAll(/^#{1,6} +(.+?) *#*$/gm), ([, title]) => {
    const slug = title.toLowerCase().replace(/[^\p{L}\p{N}\p{M} _-]/gu, "").replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** The part of a text under a heading, up to the next one of its level or above. Undefined where there is none. */
export function section(markdown, heading) {
  const start = markdown.indexOf(`\n${heading}\n`);
  if (start === -1) return undefined;
  const level = heading.indexOf(" ");
  const rest = markdown.slice(start + heading.length + 1);
  const end = rest.search(new RegExp(`^#{1,${level}} `, "m"));
  return end === -1 ? rest : rest.slice(0, end);
}

/** First cells of a text's tables that are code, with the rest of their rows: `| \`name\` | … |`. */
export const codeRows = (markdown) => Array.from(markdown.matchAll(/^\| *`([^`]+)` *\|(.*)\|$/gm), ([, name, rest]) => ({ name, cells: rest.split("|").map((cell) => cell.trim()) }));
