import { expect, test } from "vitest";
import { phaseText } from "./phase-text.ts";

test.each([
  ["queue", "", "python", "Loading Python…"],
  ["boot", "", "javascript", "Starting JavaScript…"],
  ["queue", "", "wat", "Loading WebAssembly…"],
  ["queue", "", "ruby", "Loading ruby…"],
  ["install", "", "python", "Installing packages…"],
  ["install", "numpy", "python", "Installing numpy…"],
  ["run", "", "python", "Running…"],
  ["render", "", "python", "Drawing…"],
  ["end", "", "python", "Drawing…"],
] as const)("%s %s of %s: %s", (phase, detail, language, words) => {
  expect(phaseText({ phase, detail, language })).toBe(words);
});
