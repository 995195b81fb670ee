/** Kernel frame: takes the host's port, compiles the runtime once, owns the workers, relays between them and the host, kills. */
import { check, type HostToKernel, hostToKernel, type KernelToHost, type RunId } from "@vitrine/protocol";
import { type GuestListener, GuestWorker } from "./guest-worker.ts";
import { prepareRuntime, type PreparedRuntime } from "./prepare-runtime.ts";
import { Sessions } from "./sessions.ts";
import { WorkerRun } from "./worker-run.ts";

declare global {
  // Set by the sealed document before it runs this script.
  var vitrinePort: MessagePort | undefined;
}

const port = globalThis.vitrinePort!;
globalThis.vitrinePort = undefined;

const runs = new Map<RunId, WorkerRun>();
let runtime: PreparedRuntime | undefined;
let sessions: Sessions | undefined;

// A guest can give two files one buffer. Named twice, the message would be refused, and a run would never be told to have ended.
const toHost = (message: KernelToHost, transfer: Transferable[] = []) => port.postMessage(message, [...new Set(transfer)]);

const handlers: { [K in HostToKernel["type"]]: (message: Extract<HostToKernel, { type: K }>) => void } = {
  "kernel-start": (message) => {
    prepareRuntime(message).then(
      (prepared) => {
        runtime = prepared;
        sessions = new Sessions(prepared, toHost);
        toHost({ type: "kernel-started" });
      },
      (error: unknown) => toHost({ type: "kernel-failed", message: String(error) }),
    );
  },
  "kernel-ping": () => toHost({ type: "kernel-pong", counts: { ...(runtime?.held ?? { workers: 0, blobUrls: 0 }) } }),
  "run-start": (message) => {
    const { runId, sessionId } = message;
    if (!runtime || !sessions || runs.has(runId)) return;
    const [prepared, house] = [runtime, sessions];
    const open = (listener: GuestListener) => (sessionId === null ? new GuestWorker(prepared, `vitrine-${runId}`, listener) : house.take(sessionId, listener));
    const run = new WorkerRun(message, open, toHost, (kept) => {
      runs.delete(runId);
      if (kept && sessionId !== null) house.keep(sessionId, kept, message.limits);
    });
    runs.set(runId, run);
    run.start();
  },
  "run-abort": (message) => runs.get(message.runId)?.abort(),
  "run-interrupt": (message) => runs.get(message.runId)?.interrupt(),
  "input-response": (message) => runs.get(message.runId)?.answerInput(message),
  "session-ask": (message) => void sessions?.ask(message),
  "session-close": (message) => sessions?.close(message.sessionId),
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
