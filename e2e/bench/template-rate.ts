import { createPayload, renderHtml } from "@vitrine/sdk/server";
import { readFileSync } from "node:fs";

const code = readFileSync(new URL("programs/bar.py", import.meta.url), "utf8");
const reply = `Here is a bar chart of the known moons of each planet.\n\n\`\`\`python\n${code}\`\`\`\n\nJupiter and Saturn have most of them.\n`;
const times = 2000;

const makers = {
  ours: () => renderHtml(createPayload({ markdown: reply }), { assets: "/assets/" }),
  // The least that a server could do: cut at the fence, escape, put together.
  baseline() {
    const [, program] = /```python\n([\s\S]*?)```/.exec(reply)!;
    return `<!doctype html><title>Program</title><script type="application/json">${JSON.stringify({ code: program }).replaceAll("<", "\\u003c")}</script><script src="/run.js"></script>`;
  },
};

/** Payloads made per second, from a model's reply to a page. */
export function templateRate(side: "ours" | "baseline"): number {
  const make = makers[side];
  const started = performance.now();
  let length = 0;
  for (let i = 0; i < times; i++) length += make().length;
  if (length < times * code.length) throw new Error("The page lacks the program.");
  return times / ((performance.now() - started) / 1000);
}
