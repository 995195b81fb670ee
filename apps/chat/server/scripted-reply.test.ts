import { createPayload, extractCode } from "@vitrine/sdk/server";
import { expect, test } from "vitest";
import { suggestions } from "../shared/suggestions.ts";
import { programOf } from "./program-of.ts";
import { scriptedReply } from "./scripted-reply.ts";

const ask = async (asked: string, ...results: string[]) => (await scriptedReply({ asked, results, files: false })).text;

test.for(suggestions)("$title has a reply with one program", async ({ title, prompt }) => {
  const reply = await ask(prompt);
  const [program] = extractCode(reply);
  expect(extractCode(reply)).toMatchObject([{ language: title === "JavaScript" ? "javascript" : "python", closed: true }]);
  // What stands in a fence runs where it is Python.
  if (program?.language === "python") expect(programOf(reply)).toEqual(createPayload({ markdown: reply }));
  expect(await ask(` ${title.toUpperCase()}\n`)).toBe(reply);
});

test("the repair has a second reply, and then no program any more", async () => {
  const { prompt } = suggestions.find(({ id }) => id === "repair")!;
  expect(await ask(prompt, "")).toContain("turnover");
  expect(programOf(await ask(prompt, "", ""))).toBeUndefined();
});

test("what a reply quotes of a run it has from the run", async () => {
  const { prompt } = suggestions.find(({ id }) => id === "sales")!;
  expect(await ask(prompt, "status: ok\nstdout:\nWest sold most in 2025: 1,234 thousand.")).toMatch(/\*\*West\*\* leads with 1,234 thousand/);
  expect(await ask(prompt, "status: timeout")).not.toContain("{{");
  expect(await ask(prompt, "status: error")).toContain("That did not work");
});

test("files get a reply that reads them, whatever was asked", async () => {
  expect(programOf((await scriptedReply({ asked: "What is this?", results: [], files: true })).text)?.sources[0]?.code).toContain("os.listdir()");
});

test("an unknown prompt gets a list of the known ones, and no program", async () => {
  const reply = await ask("What is the weather?");
  for (const { title } of suggestions) expect(reply).toContain(title);
  expect(programOf(reply)).toBeUndefined();
});
