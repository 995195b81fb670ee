import { readFile } from "node:fs/promises";
import { suggestions } from "../shared/suggestions.ts";

/** Files in `scripted/` for each suggestion: the first reply, then one for each report of a run. */
const scripts: Record<string, string[]> = {
  "bar-chart": ["bar-chart"],
  sales: ["sales"],
  surface: ["surface"],
  map: ["map"],
  repair: ["repair-1", "repair-2"],
  endless: ["endless"],
  hostile: ["hostile"],
};

/** The written reply to a prompt, as Markdown. `reports` counts the reports of runs that came after it. */
export async function scriptedReply({ asked, reports }: { asked: string; reports: number }): Promise<string> {
  const suggestion = suggestions.find(({ prompt, title }) => same(prompt, asked) || same(title, asked));
  if (!suggestion) return withList(await read("no-model"));
  return read(scripts[suggestion.id]?.[reports] ?? "no-more");
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
const read = (name: string) => readFile(new URL(`scripted/${name}.md`, import.meta.url), "utf8");
const withList = (text: string) => text.replace("<!-- suggestions -->", () => suggestions.map(({ title }) => `- ${title}`).join("\n"));
