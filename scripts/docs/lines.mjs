import { anchorsOf, read, section } from "./markdown.mjs";

const path = "docs/architecture.md";

/** Each line of code that docs/architecture.md says keeps a promise stands in the file that it names, and the promise in docs/spec.md. */
export function checkLines() {
  const promises = anchorsOf(read("docs/spec.md"));
  const rows = section(read(path), "### Which line keeps which promise").split("\n").filter((line) => line.startsWith("| ["));
  return rows.flatMap((row) => {
    const [, id, anchor, code, file] = /^\| \[(\w+)\]\(spec\.md#([^)]+)\) \| `(.+?)` \| \[[^\]]+\]\(\.\.\/([^)]+)\) \|/.exec(row) ?? [];
    if (!id) return [`${path}: not a row of promise, line and file: ${row}`];
    return [
      promises.includes(anchor) ? undefined : `${path}: spec.md has no #${anchor}`,
      read(file).includes(code.replaceAll("\\|", "|")) ? undefined : `${path}: ${id}: ${file} does not say ${code}`,
    ];
  });
}
