import type { Attack } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";
import { denial } from "./denial.ts";

const loops = arsenal({
  "javascript-loop": () => {
    for (;;);
  },
  // (module (func (export "f") (loop (br 0)))): no call, so nowhere to be interrupted but by the engine.
  "wasm-loop": () => {
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64, 12, 0, 11, 11];
    (new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports["f"] as () => void)();
  },
  "regular-expression": () => /^(a+)+$/.test(`${"a".repeat(60)}b`),
  microtasks: () => {
    const again = (): Promise<void> => Promise.resolve().then(again);
    return again();
  },
  "atomic-wait": () => Atomics.wait(new Int32Array(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer), 0, 0),
  timers: async () => {
    for (let i = 0; i < 100_000; i++) setInterval(() => {});
    await new Promise(() => {});
  },
  // Catches whatever would end it, and goes on.
  "never-lets-go": async () => {
    for (;;) {
      try {
        await new Promise((_, reject) => setTimeout(reject));
      } catch {
        for (let until = performance.now() + 20; performance.now() < until; );
      } finally {
        self.onerror = () => true;
      }
    }
  },
  "error-recursion": () => {
    const dive = (): never => {
      try {
        return dive();
      } catch {
        return dive();
      }
    };
    return dive();
  },
  "quiet-progress": async ({ post }: Hostile) => {
    // Says again and again that it gets on, so that it might look alive.
    for (;;) {
      post({ type: "phase-start", phase: "run", detail: "soon" });
      post({ type: "phase-start", phase: "install", detail: "again" });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
});

const limits = { bootMs: 400, installMs: 400, runMs: 400 };
const ends = ["timeout BOOT_TIMEOUT"];

/** R3: a program that never ends, whatever it computes. */
export const loopAttacks: Attack[] = [
  denial(loops, { name: "javascript-loop", title: "R3: an endless loop in JavaScript is ended by its deadline", limits, ends }),
  denial(loops, { name: "wasm-loop", title: "R3: an endless loop in WebAssembly, which nothing interrupts, is ended by its deadline", limits, ends }),
  denial(loops, { name: "regular-expression", title: "R3: a regular expression that backtracks for years is ended by its deadline", limits, ends }),
  denial(loops, { name: "microtasks", title: "R3: microtasks without end are ended by their deadline", limits, ends }),
  denial(loops, { name: "atomic-wait", title: "R3: a thread that sleeps on shared memory is ended by its deadline", limits, ends }),
  denial(loops, { name: "timers", title: "R3: a hundred thousand timers are ended by their deadline", limits, ends }),
  denial(loops, { name: "never-lets-go", title: "R3: a program that catches all errors and goes on is ended by its deadline", limits, ends }),
  denial(loops, { name: "error-recursion", title: "R3: recursion that catches its own overflow is ended by its deadline", limits, ends: [...ends, "crashed WORKER_CRASHED"] }),
  denial(loops, { name: "quiet-progress", title: "R3: a program that keeps announcing progress, or an earlier phase, gets no second deadline", limits, ends: ["timeout RUN_TIMEOUT"] }),
];
