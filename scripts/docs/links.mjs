import { existsSync, statSync } from "node:fs";
import { posix } from "node:path";
import { root } from "../process.mjs";
import { anchorsOf, find, lineAt, read, withoutCode } from "./markdown.mjs";

const markdownLink = /!?\[[^\]]*\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g;
// `[text](target)` inside of which code stands as text: the code is blank by then, the brackets are not.
const definition = /^\[[^\]]+\]:\s*(\S+)/gm;
const attribute = /\b(?:src|href|srcset)="([^"]+)"/g;

/** Every relative link and picture of the docs leads to a file, and its anchor to a heading. */
export function checkLinks() {
  return find("**/*.md").flatMap((path) => {
    const text = withoutCode(read(path));
    const found = [markdownLink, definition, attribute].flatMap((pattern) => Array.from(text.matchAll(pattern), (match) => ({ target: match[1], line: lineAt(text, match.index) })));
    return found.filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target)).map(({ target, line }) => problemOf(path, line, target));
  });
}

function problemOf(path, line, target) {
  const [file, anchor] = target.split("#");
  const resolved = file === "" ? path : posix.join(posix.dirname(path), decodeURIComponent(file));
  const url = new URL(resolved, root);
  if (resolved.startsWith("../") || !existsSync(url)) return `${path}:${line}: ${target} is not there`;
  if (file.endsWith("/") !== statSync(url).isDirectory() && file !== "") return `${path}:${line}: ${target} is ${file.endsWith("/") ? "no folder" : "a folder: end it with a slash"}`;
  if (anchor !== undefined && resolved.endsWith(".md") && !anchorsOf(read(resolved)).includes(anchor)) return `${path}:${line}: ${resolved} has no heading for #${anchor}`;
  return undefined;
}
