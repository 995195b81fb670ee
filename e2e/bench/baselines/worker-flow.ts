import type { Wants } from "./boot-pyodide.ts";
import type { FromFlowWorker, ToFlowWorker } from "./flow-worker.ts";

/** Pyodide in a worker, with nothing between it and the page but messages. */
export class WorkerFlow {
  readonly #worker = new Worker("/suites/flow-worker.js", { type: "module" });
  /** Lines that were printed. */
  readonly printed: string[] = [];

  /** Boots an interpreter in a worker of its own. */
  static async boot(wants: Wants): Promise<WorkerFlow> {
    const flow = new WorkerFlow();
    await flow.#ask({ boot: wants });
    return flow;
  }

  /** The value of the program's last expression, as text. */
  run(code: string): Promise<string> {
    return this.#ask({ code });
  }

  end(): void {
    this.#worker.terminate();
  }

  #ask(question: ToFlowWorker): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#worker.onerror = ({ message }) => reject(new Error(message));
      this.#worker.onmessage = ({ data }: MessageEvent<FromFlowWorker>) => {
        if (data.type === "stdout") this.printed.push(data.text);
        else if (data.type === "done") resolve(data.value);
        else reject(new Error(data.reason));
      };
      this.#worker.postMessage(question);
    });
  }
}

/** A new worker for one program: boot, install, run, end. */
export async function workerFlow(wants: Wants, code: string): Promise<{ value: string; stdout: string }> {
  const flow = await WorkerFlow.boot(wants);
  const value = await flow.run(code);
  flow.end();
  return { value, stdout: flow.printed.join("") };
}
