import { expect, test } from "vitest";
import { codeText } from "./code-text.ts";

test.each([
  ["\n    if a:\n        b\n\n    c\n  ", "if a:\n    b\n\nc"],
  ["print(1)", "print(1)"],
  ["\n\n\tprint(1)\r\n\tprint(2)\n", "print(1)\nprint(2)"],
  ["  a\n b", " a\nb"],
  ["", ""],
  ["   \n  ", ""],
])("%j becomes %j", (text, code) => expect(codeText(text)).toBe(code));
