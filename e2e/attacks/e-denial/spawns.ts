import type { Attack } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";
import { denial } from "./denial.ts";

const spawns = arsenal({
  workers: ({ post, finish }: Hostile, count: number) => {
    const url = URL.createObjectURL(new Blob(["for (;;);"], { type: "text/javascript" }));
    let made = 0;
    try {
      for (; made < count; made++) new Worker(url);
    } catch (error) {
      post({ type: "stdout-delta", text: `${String(error)} ` });
    }
    post({ type: "stdout-delta", text: `${made} workers` });
    finish();
  },
  channels: ({ post, finish }: Hostile, count: number) => {
    const kept = Array.from({ length: count }, () => new MessageChannel());
    for (const { port1, port2 } of kept) port1.postMessage(port2, [port2]);
    post({ type: "stdout-delta", text: `${kept.length} channels` });
    finish();
  },
  "object-urls": ({ post, finish }: Hostile, count: number) => {
    const blob = new Blob(["x"]);
    for (let i = 0; i < count; i++) URL.createObjectURL(blob);
    post({ type: "stdout-delta", text: `${count} URLs` });
    finish();
  },
  console: ({ finish }: Hostile, count: number) => {
    for (let i = 0; i < count; i++) console.log("flood", i);
    finish();
  },
  rejections: ({ finish }: Hostile, count: number) => {
    for (let i = 0; i < count; i++) void Promise.reject(new Error(`flood ${i}`));
    finish();
  },
  errors: async (_: Hostile, count: number) => {
    for (let i = 0; i < count; i++) {
      setTimeout(() => {
        throw new Error(`flood ${i}`);
      });
    }
    await new Promise(() => {});
  },
  "own-ports": async ({ finish }: Hostile, count: number) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = ({ data }) => port2.postMessage(data);
    port1.onmessage = ({ data }) => port1.postMessage(data);
    for (let i = 0; i < count; i++) port1.postMessage(new Uint8Array(10_000));
    await new Promise((resolve) => setTimeout(resolve, 300));
    finish();
  },
});

const limits = { bootMs: 3000 };
const ends = ["ok -", "timeout BOOT_TIMEOUT", "limit MESSAGE_LIMIT", "crashed WORKER_CRASHED"];

/** R3: too many of whatever a worker can make. */
export const spawnAttacks: Attack[] = [
  denial(spawns, { name: "workers", title: "R3: ten thousand workers of its own, each in a loop, do not even start", argument: 10_000, limits, ends }),
  denial(spawns, { name: "channels", title: "R3: a hundred thousand message channels", argument: 100_000, limits, ends }),
  denial(spawns, { name: "object-urls", title: "R3: a hundred thousand blob URLs", argument: 100_000, limits, ends }),
  denial(spawns, { name: "console", title: "R3: twenty thousand lines on the console", argument: 20_000, limits, ends }),
  denial(spawns, { name: "rejections", title: "R3: ten thousand rejections that nobody handles", argument: 10_000, limits, ends }),
  denial(spawns, { name: "errors", title: "R3: ten thousand errors that nobody catches: the first one ends the run", argument: 10_000, limits, ends: ["crashed WORKER_CRASHED"] }),
  denial(spawns, { name: "own-ports", title: "R3: a flood between ports of its own", argument: 1000, limits, ends }),
];
