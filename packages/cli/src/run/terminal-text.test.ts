import { expect, test } from "vitest";
import { terminalLine, terminalText } from "./terminal-text.ts";

test("colours stay, what moves the cursor or writes to the clipboard loses its power", () => {
  expect(terminalText("\u001b[1;31mred\u001b[0m\ttab\r\n")).toBe("\u001b[1;31mred\u001b[0m\ttab\r\n");
  expect(terminalText("\u001b[2J\u001b]52;c;eA==\u0007\u009b31m")).toBe("\uFFFD[2J\uFFFD]52;c;eA==\uFFFD\uFFFD31m");
});

test("a line is one line", () => {
  expect(terminalLine("a\r\n  b\nc")).toBe("a b c");
});
