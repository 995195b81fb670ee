import { readFileSync } from "node:fs";
import { extractCode } from "../packages/sdk/dist/server/index.js";

/**
 * A file of a corpus. A case says at its top, in JSON, what it needs and expects; a program, or a page of documentation (`isPage`: Markdown
 * without that, with blocks of Python), says nothing and is to end well. `problem` where it can be neither.
 */
export function readCase(file) {
  const text = readFileSync(file, "utf8");
  const markdown = /\.md$/i.test(file);
  const [whole, json] = (markdown && /^\uFEFF?---[ \t]*\r?\n(\s*\{.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text)) || [];
  const one = { file, needs: [], expect: { status: "ok" }, isPage: markdown && whole === undefined };
  if (one.isPage) return one;
  try {
    const { needs = [], expect = {} } = JSON.parse(json ?? "{}");
    return { ...one, needs, expect: { status: "ok", ...expect }, blocks: extractCode(markdown ? text.slice(whole.length) : "").length };
  } catch (error) {
    return { ...one, problem: `its first lines are not the JSON of a case: ${error.message}` };
  }
}
