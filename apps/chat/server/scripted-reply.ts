import { readFile } from "node:fs/promises";
import { suggestions } from "../shared/suggestions.ts";

/** What a scripted reply depends on. */
export interface ScriptedConversation {
  /** What the reader wrote last. */
  asked: string;
  /** What the runs since then came to, as the model reads it. */
  results: readonly string[];
  /** Files came with what the reader wrote. */
  files: boolean;
}

/** Files in `scripted/` for each suggestion: the first reply, then one for each result of a run. */
const scripts: Record<string, string[]> = {
  "bar-chart": ["bar-chart", "bar-chart-2"],
  sales: ["sales", "sales-2"],
  surface: ["surface"],
  map: ["map", "map-2"],
  javascript: ["javascript", "javascript-2"],
  repair: ["repair-1", "repair-2", "repair-3"],
  endless: ["endless", "endless-2"],
  hostile: ["hostile", "hostile-2"],
  file: ["file-1", "file-2"],
};

/** These come as a fenced block, as from a model without tools. */
const fenced: ReadonlySet<string> = new Set(["surface"]);

/** The written reply, as Markdown; `inFence` where its program is to stay a fenced block. */
export async function scriptedReply({ asked, results, files }: ScriptedConversation): Promise<{ text: string; inFence: boolean }> {
  const suggestion = suggestions.find(({ prompt, title }) => same(prompt, asked) || same(title, asked));
  const id = suggestion?.id ?? (files ? "file" : undefined);
  if (id === undefined) return { text: withList(await read("no-model")), inFence: false };
  const next = scripts[id]?.[results.length] ?? "no-more";
  const last = results.at(-1) ?? "";
  // A script goes on as if all went well, but for those that are about what does not.
  const text = await read(/status: error/.test(last) && !next.startsWith("repair") ? "failed" : next);
  return { text: quoting(text, last), inFence: fenced.has(id) };
}

/** Puts in place of each `{{expression}}` what its group finds in the result: a scripted model, too, knows such numbers only from the run. */
const quoting = (text: string, result: string) => text.replace(/\{\{(.+?)\}\}/g, (_, expression: string) => new RegExp(expression).exec(result)?.[1] ?? "an unknown number of");

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const read = (name: string) => readFile(new URL(`scripted/${name}.md`, import.meta.url), "utf8");
const withList = (text: string) => text.replace("<!-- suggestions -->", () => suggestions.map(({ title }) => `- ${title}`).join("\n"));
