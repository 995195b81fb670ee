import { expect, test } from "vitest";
import { runReportHeading } from "../shared/run-report-heading.ts";
import { modelMessages } from "./model-messages.ts";
import { titleOf } from "./title-of.ts";

const conversation = [
  { id: "1", role: "user", parts: [{ type: "text", text: "Draw it." }] },
  { id: "2", role: "assistant", parts: [{ type: "text", text: "Here." }, { type: "data-program", data: { id: "x", payload: { anything: true } } }] },
  { id: "3", role: "user", parts: [{ type: "data-run-report", data: { text: "run: error" } }] },
];

test("a run's report reaches the model as text that is marked as nobody's words", async () => {
  const messages = await modelMessages(conversation);
  expect(messages?.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  expect(messages?.[2]?.content).toEqual([{ type: "text", text: `${runReportHeading}\nrun: error` }]);
  expect(JSON.stringify(messages)).not.toContain("anything");
});

test("the title is the reader's last words, not a report", async () => {
  expect(titleOf((await modelMessages(conversation))!)).toBe("Draw it.");
});

test.for([undefined, "text", [], [{ role: "user" }], [{ id: "1", role: "user", parts: [{ type: "data-run-report", data: { text: 5 } }] }]])("refuses %j", async (messages) => {
  expect(await modelMessages(messages)).toBeUndefined();
});
