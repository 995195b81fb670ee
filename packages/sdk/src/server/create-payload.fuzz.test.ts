import { anyText, fc, fuzz } from "@vitrine/fuzz";
import { parsePayload } from "@vitrine/protocol";
import { expect, test } from "vitest";
import { createPayload } from "./create-payload.ts";
import { extractCode } from "./extract-code.ts";

const line = fc.oneof(
  fc.constantFrom("```python", "```", "~~~", "~~~~py", "````", "  ```", "> ```python", "- ```", "1. ```python", "\t```", "<pre>", "</pre>", "<!--", "-->", "    x = 1", "print('```')", "# title", "", " ", "\0", "\ufeff```python"),
  anyText(40),
);
const markdown = fc.array(line, { maxLength: 30, size: "max" }).chain((lines) => fc.constantFrom("\n", "\r\n", "\r").map((end) => lines.join(end)));

test("T1: any reply: its blocks hold text of the reply and nothing else, and it becomes a payload or is refused with INVALID_ARGUMENT", async () => {
  let payloads = 0;
  await fuzz({ share: 0.05, of: markdown }, (reply) => {
    // Markdown takes NUL for U+FFFD and ends lines as it likes; blocks in lists and quotes lose their indentation.
    const words = new Set(reply.replaceAll("\0", "\ufffd").split(/\s+/));
    for (const { code } of extractCode(reply)) for (const word of code.split(/\s+/)) expect(words.has(word) || [...words].some((whole) => whole.includes(word))).toBe(true);
    try {
      const payload = createPayload({ markdown: reply });
      payloads += 1;
      expect(parsePayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
    } catch (error) {
      if ((error as { code?: string }).code !== "INVALID_ARGUMENT") throw error;
    }
  });
  expect(payloads).toBeGreaterThan(10);
});
