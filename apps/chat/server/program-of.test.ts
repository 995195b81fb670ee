import { expect, test } from "vitest";
import { programOf } from "./program-of.ts";

test("all Python blocks of a reply are one program", () => {
  const reply = "One:\n```python\na = 1\n```\nTwo:\n```py\nprint(a)\n```\nShell:\n```sh\nls\n```\n";
  expect(programOf(reply)?.sources.map(({ code }) => code.trim())).toEqual(["a = 1", "print(a)"]);
});

test("a reply that was cut off in its code is no program", () => {
  expect(programOf("Here:\n```python\nprint('half")).toBeUndefined();
});

test("a reply without Python is no program", () => {
  expect(programOf("Just words.")).toBeUndefined();
  expect(programOf("```sh\nls\n```")).toBeUndefined();
});
