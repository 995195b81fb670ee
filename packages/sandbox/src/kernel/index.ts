/** Kernel frame: takes the host's port, compiles the runtime once, owns the workers, relays between them and the host, kills. */
import { check, type HostToKernel, hostToKernel, type KernelToHost, type RunId } from "@vitrine/protocol";
import { Bench } from "./bench.ts";
import type { GuestListener } from "./guest-worker.ts";
import { readImage } from "./image-file.ts";
import { makeImage } from "./make-image.ts";
import { prepareRuntime, type PreparedRuntime } from "./prepare-runtime.ts";
import { Sessions } from "./sessions.ts";
import { WorkerRun } from "./worker-run.ts";
import { startOf } from "./worker-start.ts";

declare global {
  // Set by the sealed document before it runs this script.
  var vitrinePort: MessagePort | undefined;
}

const port = globalThis.vitrinePort!;
globalThis.vitrinePort = undefined;

const runs = new Map<RunId, WorkerRun>();
let runtime: PreparedRuntime | undefined;
let bench: Bench | undefined;
let sessions: Sessions | undefined;

// A guest can give two files one buffer. Named twice, the message would be refused, and a run would never be told to have ended.
const toHost = (message: KernelToHost, transfer: Transferable[] = []) => port.postMessage(message, [...new Set(transfer)]);

const handlers: { [K in HostToKernel["type"]]: (message: Extract<HostToKernel, { type: K }>) => void } = {
  "kernel-start": (message) => {
    if (runtime) return;
    prepareRuntime(message, toHost).then(
      (prepared) => {
        runtime = prepared;
        bench = new Bench(prepared);
        sessions = new Sessions(bench, toHost);
        toHost({ type: "kernel-started" });
      },
      (error: unknown) => toHost({ type: "kernel-failed", message: String(error) }),
    );
  },
  "kernel-ping": () => toHost({ type: "kernel-pong", counts: { ...(runtime?.held ?? { workers: 0, spares: 0, blobUrls: 0 }) } }),
  "kernel-spares": ({ count, memoryBytes }) => bench?.set(count, memoryBytes),
  "image-use": ({ image }) => {
    if (!runtime) return;
    const used = runtime;
    readImage(image as Blob).then(
      (prepared) => {
        used.image = prepared;
        bench?.renew();
      },
      (error: unknown) => toHost({ type: "image-refused", message: String(error) }),
    );
  },
  "image-make": (message) => {
    if (!runtime) return;
    makeImage(runtime, message).then(
      (image) => toHost({ type: "image-made", image, message: "" }),
      (error: unknown) => toHost({ type: "image-made", image: null, message: String(error).slice(0, 8192) }),
    );
  },
  "run-start": (message) => {
    const { runId, sessionId, inputs, limits } = message;
    if (!bench || !sessions || runs.has(runId)) return;
    const [spares, house] = [bench, sessions];
    const start = startOf(inputs, limits);
    const open = (listener: GuestListener) => (sessionId === null ? spares.take(start, `vitrine-${runId}`, listener) : house.take(sessionId, start, listener));
    const run = new WorkerRun(message, open, toHost, (kept) => {
      runs.delete(runId);
      if (kept && sessionId !== null) house.keep(sessionId, kept, limits);
      // Not while it runs: there the program needs the processor.
      spares.fill();
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
