import type { Element, Root } from "hast";
import { readFence } from "./read-fence.ts";

/** A rehype plugin: sets `dataLast` on the last fenced block that holds this code. */
export function markLast(code: string) {
  return (root: Root): void => {
    const found = blocksIn(root).findLast((pre) => readFence(pre).code.trim() === code.trim());
    if (found) found.properties["dataLast"] = true;
  };
}

function blocksIn(node: Root | Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== "element") return [];
    return child.tagName === "pre" ? [child] : blocksIn(child);
  });
}
