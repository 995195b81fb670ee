import { bootPyodide, type Pyodide, type Wants } from "./boot-pyodide.ts";

/** To the worker: boot, or run. */
export type ToFlowWorker = { boot: Wants } | { code: string };

/** From the worker: what was printed, or how the last question ended. */
export type FromFlowWorker = { type: "stdout"; text: string } | { type: "done"; value: string } | { type: "failed"; reason: string };

const post = (message: FromFlowWorker) => postMessage(message);
let pyodide: Pyodide | undefined;

async function answer(question: ToFlowWorker): Promise<string> {
  if ("code" in question) return String(await pyodide!.runPythonAsync(question.code));
  pyodide = await bootPyodide(question.boot);
  pyodide.setStdout({ batched: (line) => post({ type: "stdout", text: `${line}\n` }) });
  return "";
}

globalThis.onmessage = async ({ data }: MessageEvent<ToFlowWorker>) => {
  try {
    post({ type: "done", value: await answer(data) });
  } catch (error) {
    post({ type: "failed", reason: String(error) });
  }
};
