import { describe, expect, test } from "vitest";
import { readReply } from "./front-matter.ts";

const reply = "Here:\n\n```python\nprint(1)\n```\n";

describe("readReply", () => {
  test("takes JSON off, with the inputs at its top", () => {
    expect(readReply(`---\n{"files": {"a.csv": "x\\n", "n": 3}, "stdin": "Ada\\n"}\n---\n${reply}`)).toEqual({ markdown: reply, files: { "a.csv": "x\n" }, stdin: "Ada\n" });
  });

  test("finds inputs in `expect`; those at the top win", () => {
    const { files, stdin } = readReply(`---\n{"stdin": "top", "expect": {"files": {"a": "b"}, "stdin": "below"}}\n---\n${reply}`);
    expect({ files, stdin }).toEqual({ files: { a: "b" }, stdin: "top" });
  });

  test("takes YAML off without reading it", () => {
    expect(readReply(`---\ntitle: "A: b"\ntags:\n  - x\n- y\n# note\nstdin: no\n---\n${reply}`)).toEqual({ markdown: reply, files: {}, stdin: undefined });
  });

  test("takes an empty one off, and one with Windows line ends behind a byte order mark", () => {
    expect(readReply(`---\n---\n${reply}`).markdown).toBe(reply);
    expect(readReply(`\uFEFF---\r\n{}\r\n---\r\n${reply}`).markdown).toBe(reply);
  });

  test.each([
    ["prose between thematic breaks", `---\nFirst, some words.\n\n---\n${reply}`],
    ["code between thematic breaks", `---\nnote: see below\n\n  \`\`\`python\n  x\n  \`\`\`\n\n---\n${reply}`],
    ["one break only", `---\n${reply}`],
    ["no break at the top", `${reply}---\na: b\n---\n`],
    ["an array", `---\n[1]\n---\n${reply}`],
  ])("leaves %s alone", (_, text) => {
    expect(readReply(text)).toEqual({ markdown: text, files: {}, stdin: undefined });
  });

  test("a file called __proto__ is a file", () => {
    expect(Object.keys(readReply(`---\n{"files": {"__proto__": "x"}}\n---\n`).files)).toEqual(["__proto__"]);
  });
});
