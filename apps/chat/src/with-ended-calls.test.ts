import { expect, test } from "vitest";
import type { ChatMessage } from "../shared/chat-message.ts";
import { withEndedCalls } from "./with-ended-calls.ts";

test("a call that was running when the page was left has an end, one that was being written is gone, the others stay", () => {
  const call = (toolCallId: string, more: object) => ({ type: "tool-run_code", toolCallId, input: { code: "1" }, ...more });
  const done = call("done", { state: "output-available", output: { status: "ok", content: [] } });
  const parts = [{ type: "text", text: "Here." }, done, call("running", { state: "input-available" }), call("written", { state: "input-streaming" })];
  const [message] = withEndedCalls([{ id: "1", role: "assistant", parts } as unknown as ChatMessage]);
  expect(message?.parts).toMatchObject([{ type: "text" }, done, { toolCallId: "running", state: "output-available", output: { status: "aborted" } }]);
  expect(message?.parts).toHaveLength(3);
});
