import { createPayload, extractCode } from "@vitrine/sdk/server";
import { expect, test } from "vitest";
import { suggestions } from "../shared/suggestions.ts";
import { programOf } from "./program-of.ts";
import { scriptedReply } from "./scripted-reply.ts";

test.for(suggestions)("$title has a reply with one program", async ({ title, prompt }) => {
  const reply = await scriptedReply({ asked: prompt, reports: 0 });
  expect(extractCode(reply)).toMatchObject([{ language: "python", closed: true }]);
  expect(programOf(reply)).toEqual(createPayload({ markdown: reply }));
  expect(await scriptedReply({ asked: ` ${title.toUpperCase()}\n`, reports: 0 })).toBe(reply);
});

test("the repair has a second reply, and then no more", async () => {
  const { prompt } = suggestions.find(({ id }) => id === "repair")!;
  expect(await scriptedReply({ asked: prompt, reports: 1 })).toContain("turnover");
  expect(programOf(await scriptedReply({ asked: prompt, reports: 2 }))).toBeUndefined();
});

test("an unknown prompt gets a list of the known ones, and no program", async () => {
  const reply = await scriptedReply({ asked: "What is the weather?", reports: 0 });
  for (const { title } of suggestions) expect(reply).toContain(title);
  expect(programOf(reply)).toBeUndefined();
});
