/** Kernel frame: takes the host's port, compiles the runtime once, owns the workers, relays between them and the host, kills. */
import { check, type HostToKernel, hostToKernel, type KernelToHost, type RunId } from "@vitrine/protocol";
import { prepareRuntime, type PreparedRuntime } from "./prepare-runtime.ts";
import { WorkerRun } from "./worker-run.ts";

declare global {
  // Set by the sealed document before it runs this script.
  var vitrinePort: MessagePort | undefined;
}

const port = globalThis.vitrinePort!;
globalThis.vitrinePort = undefined;

const runs = new Map<RunId, WorkerRun>();
let runtime: PreparedRuntime | undefined;

const toHost = (message: KernelToHost, transfer: Transferable[] = []) => port.postMessage(message, transfer);

const handlers: { [K in HostToKernel["type"]]: (message: Extract<HostToKernel, { type: K }>) => void } = {
  "kernel-start": (message) => {
    prepareRuntime(message).then(
      (prepared) => {
        runtime = prepared;
        toHost({ type: "kernel-started" });
      },
      (error: unknown) => toHost({ type: "kernel-failed", message: String(error) }),
    );
  },
  "run-start": (message) => {
    if (!runtime || runs.has(message.runId)) return;
    const run = new WorkerRun(message, runtime, toHost, () => runs.delete(message.runId));
    runs.set(message.runId, run);
    run.start();
  },
  "run-abort": (message) => runs.get(message.runId)?.abort(),
  "fetch-response": (message) => runs.get(message.runId)?.answerFetch(message),
  "fetch-denied": (message) => runs.get(message.runId)?.answerFetch(message),
};

port.onmessage = (event: MessageEvent<unknown>) => {
  const checked = check(hostToKernel, event.data);
  if (!checked.ok) {
    // The host is trusted, so this is a fault of ours: say it, and do nothing.
    toHost({ type: "kernel-failed", message: `The kernel frame refused a message: ${checked.reason}` });
    return;
  }
  const handle = handlers[checked.value.type] as (message: HostToKernel) => void;
  handle(checked.value);
};

toHost({ type: "kernel-ready" });
