import type { Element, ElementContent } from "hast";

/** A fenced block as Markdown gives it. */
export interface Fence {
  language: string;
  code: string;
}

/** Language and text of a `<pre><code class="language-…">`. */
export function readFence(pre: Element | undefined): Fence {
  const code = pre?.children.find((child): child is Element => child.type === "element");
  const names = code?.properties["className"];
  const name = Array.isArray(names) ? names.map(String).find((each) => each.startsWith("language-")) : undefined;
  return { language: name?.slice("language-".length).toLowerCase() ?? "", code: textIn(pre).replace(/\n$/, "") };
}

const textIn = (node: Element | ElementContent | undefined): string => {
  if (node?.type === "text") return node.value;
  return node?.type === "element" ? node.children.map(textIn).join("") : "";
};
