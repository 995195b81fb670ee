import { simulateReadableStream } from "ai";
import { MockLanguageModelV4 } from "ai/test";

const usage = { inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 1, text: 1, reasoning: 0 } };

type Part = Awaited<ReturnType<MockLanguageModelV4["doStream"]>>["stream"] extends ReadableStream<infer P> ? P : never;

const code = `import numpy as np
import plotly.express as px
values = np.arange(1, 11) ** 2
print("sum", values.sum())
px.bar(x=[str(n) for n in range(10)], y=values.tolist(), title="Squares")
`;

/** A model that asks for a chart once, and then says what it read of it. */
export const model = new MockLanguageModelV4({
  async doStream({ prompt }) {
    const [read] = /sum \d+/.exec(JSON.stringify(prompt)) ?? [];
    const input = JSON.stringify({ code });
    const text = `The ${read}; ${JSON.stringify(prompt).includes('"image/png"') ? "I saw a picture." : "I saw no picture."}`;
    return {
      stream: simulateReadableStream<Part>({
        chunks: read
          ? [
              { type: "stream-start" as const, warnings: [] },
              { type: "text-start" as const, id: "1" },
              { type: "text-delta" as const, id: "1", delta: text },
              { type: "text-end" as const, id: "1" },
              { type: "finish" as const, finishReason: { unified: "stop" as const, raw: undefined }, usage },
            ]
          : [
              { type: "stream-start" as const, warnings: [] },
              { type: "tool-input-start" as const, id: "call-1", toolName: "run_code" },
              ...(input.match(/.{1,20}/gs) ?? []).map((delta) => ({ type: "tool-input-delta" as const, id: "call-1", delta })),
              { type: "tool-input-end" as const, id: "call-1" },
              { type: "tool-call" as const, toolCallId: "call-1", toolName: "run_code", input },
              { type: "finish" as const, finishReason: { unified: "tool-calls" as const, raw: undefined }, usage },
            ],
      }),
    };
  },
});
