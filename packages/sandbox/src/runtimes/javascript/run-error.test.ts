import { expect, test } from "vitest";
import { runError } from "./run-error.ts";

const sources = new Map([["block 1", { code: "function f(x) {\n  return x.a.b;\n}", earlier: false }]]);
const facts = { name: "TypeError", message: "cannot read property 'b' of undefined", stack: "    at f (block 1:2:14)\n    at /work/lib.js:3:1\n", code: null };

test("an error stands at its place in the reader's code, with the line, the frames and what to do", () => {
  const error = runError(facts, sources);
  expect(error).toMatchObject({ code: "UNCAUGHT_EXCEPTION", source: "block 1", line: 2, column: 14, fix: expect.stringContaining("not undefined") });
  expect(error.traceback).toBe("block 1:2\n  return x.a.b;\n             ^\n\nTypeError: cannot read property 'b' of undefined\n    at f (block 1:2:14)\n    at lib.js:3:1\n");
});

test("R8: where no frame is of this run's code, the place is in that of an earlier one", () => {
  const earlier = new Map([["block 1", { ...sources.get("block 1")!, earlier: true }]]);
  expect(runError(facts, earlier)).toMatchObject({ source: "block 1", line: 2, column: 14, traceback: expect.stringContaining("  return x.a.b;\n             ^") });
  const cell = { code: "f({})", earlier: false };
  expect(runError({ ...facts, stack: `${facts.stack}    at block 2:1:1\n` }, new Map([...earlier, ["block 2", cell]]))).toMatchObject({ source: "block 2", line: 1 });
});

test.each([
  ["Cannot find package 'lodash' imported from main.js", "PACKAGE_NOT_FOUND", "npm packages"],
  ["NETWORK_DENIED: policy.network does not list https://a.test.", "NETWORK_DENIED", "network"],
  ["'document' is not defined", "UNCAUGHT_EXCEPTION", "document"],
  ["stack overflow", "UNCAUGHT_EXCEPTION", "loop"],
])("%s", (message, code, fix) => {
  expect(runError({ ...facts, message }, sources)).toMatchObject({ code, fix: expect.stringContaining(fix) });
});
