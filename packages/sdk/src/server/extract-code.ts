import type { CodeBlock } from "./code-block.ts";
import { readInfoString } from "./info-string.ts";
import { markdownFences } from "./markdown-fences.ts";

/**
 * Finds the fenced blocks of code in a model's reply, in order: backticks and tildes, in lists and quotes, also one that was cut off.
 * What a Markdown renderer shows as a fenced block is one; indented code, inline code and code in HTML comments are not.
 */
export function extractCode(markdown: string): CodeBlock[] {
  const found = markdownFences(markdown).map((fence) => ({ ...fence, ...readInfoString(fence.info) }));
  const titles = new Map<string, number>();
  const count = new Map<string | null, number>();
  for (const { language, title } of found) {
    const key = JSON.stringify([language, title]);
    titles.set(key, (titles.get(key) ?? 0) + 1);
  }
  return found.map(({ language, title, info, code, line, closed }) => {
    const number = (count.get(language) ?? 0) + 1;
    count.set(language, number);
    // A title that looks like a number of ours would point at the wrong block.
    const usable = title !== undefined && titles.get(JSON.stringify([language, title])) === 1 && !/^block \d+$/i.test(title);
    const name = usable ? title : `block ${number}`;
    return { name, language, info, ...(title === undefined ? {} : { title }), code, line, closed };
  });
}
