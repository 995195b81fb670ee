import { type Case, equal } from "../harness/index.ts";
import { inFrame, inWorker } from "./sealed.ts";
import { wasm } from "./wasm.ts";

/** What starts in the frame, and what stays text. */
export const scriptCases: Case[] = [
  {
    id: "worker-classic-blob",
    title: "A classic worker starts from a blob URL in the frame",
    async run(context) {
      equal(await inWorker(context, (x: number) => x + 1, 41), 42, "the worker's answer");
    },
  },
  {
    id: "worker-module-blob",
    title: "(only told) A module worker from a blob URL in the frame",
    run: (context) =>
      inFrame(
        context,
        (source: string) =>
          new Promise<string>((resolve) => {
            const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
            worker.onmessage = () => resolve("starts");
            worker.onerror = (event) => resolve(`fails: ${event.message || "(no message)"}`);
          }),
        "postMessage(1); export {};",
      ),
  },
  {
    id: "no-eval",
    title: "Text never becomes code in frame or worker, while WebAssembly compiles",
    async run(context) {
      const attempt = async (bytes: Uint8Array<ArrayBuffer>) => {
        const outcome = (run: () => unknown) => {
          try {
            return `ran: ${String(run())}`;
          } catch (error) {
            return (error as Error).name;
          }
        };
        const scope = globalThis as unknown as Record<"eval" | "Function", (text: string) => unknown>;
        return {
          eval: outcome(() => scope.eval("1")),
          Function: outcome(() => scope.Function("return 1")),
          constructor: outcome(() => (async () => {}).constructor("return 1")()),
          wasm: (await WebAssembly.instantiate(bytes)).instance !== undefined,
        };
      };
      const refused = { eval: "EvalError", Function: "EvalError", constructor: "EvalError", wasm: true };
      equal(await inFrame(context, attempt, wasm), refused, "in the frame");
      equal(await inWorker(context, attempt, wasm), refused, "in the worker");
    },
  },
];
