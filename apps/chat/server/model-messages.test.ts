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
  expect(messages?.model.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
  expect(messages?.model[2]?.content).toEqual([{ type: "text", text: `${runReportHeading}\nrun: error` }]);
  expect(JSON.stringify(messages?.model)).not.toContain("anything");
});

test("a tool call's result reaches the model as text and pictures, one that was cut off not at all", async () => {
  const call = (state: string, more: object) => ({ type: "tool-run_code", toolCallId: state, state, input: { code: "1" }, ...more });
  const messages = await modelMessages([
    { id: "1", role: "user", parts: [{ type: "data-files", data: { files: [{ name: "a.csv", bytes: 12, head: "x,y\n1,2" }] } }, { type: "text", text: "Draw it." }] },
    {
      id: "2",
      role: "assistant",
      parts: [
        call("output-available", { output: { status: "ok", content: [{ type: "text", text: "status: ok" }, { type: "image", mediaType: "image/png", data: "AAAA" }] } }),
        { type: "step-start" },
        call("input-available", {}),
      ],
    },
    { id: "3", role: "user", parts: [{ type: "text", text: "Go on." }] },
  ]);
  expect(messages?.model.map(({ role }) => role)).toEqual(["user", "assistant", "tool", "user"]);
  expect(JSON.stringify(messages?.model[0])).toMatch(/\[Not written by the user\].*a\.csv.*12 bytes.*x,y/);
  expect(messages?.model[2]?.content).toMatchObject([{ output: { type: "content", value: [{ type: "text", text: "status: ok" }, { type: "file", mediaType: "image/png" }] } }]);
  expect(JSON.stringify(messages?.model)).not.toContain("input-available");
  expect(titleOf(messages!.model)).toBe("Go on.");
});

test("the title is the reader's last words, not a report", async () => {
  expect(titleOf((await modelMessages(conversation))!.model)).toBe("Draw it.");
});

test.for([undefined, "text", [], [{ role: "user" }], [{ id: "1", role: "user", parts: [{ type: "data-run-report", data: { text: 5 } }] }]])("refuses %j", async (messages) => {
  expect(await modelMessages(messages)).toBeUndefined();
});
