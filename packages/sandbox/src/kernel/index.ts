/** Kernel frame: takes the host's port, compiles each language's runtime once, owns the workers, relays between them and the host, kills. */
import { check, type HostToKernel, hostToKernel, type KernelCounts, type KernelToHost, type RunId } from "@vitrine/protocol";
import { Bench } from "./bench.ts";
import type { GuestListener } from "./guest-worker.ts";
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
/** What the workers of one language come from. */
interface House {
  runtime: PreparedRuntime;
  bench: Bench;
}

/** By language; undefined while it is prepared. Images and spares are Python's: others start in no time. */
const houses = new Map<string, House | undefined>();
const python = () => houses.get("python");
const held: KernelCounts = { workers: 0, spares: 0, blobUrls: 0 };

// A guest can give two files one buffer. Named twice, the message would be refused, and a run would never be told to have ended.
const toHost = (message: KernelToHost, transfer: Transferable[] = []) => port.postMessage(message, [...new Set(transfer)]);

const sessions = new Sessions(toHost);

const handlers: { [K in HostToKernel["type"]]: (message: Extract<HostToKernel, { type: K }>) => void } = {
  "kernel-start": (message) => {
    const { language } = message;
    if (houses.has(language)) return;
    houses.set(language, undefined);
    prepareRuntime(message, held, toHost).then(
      (runtime) => {
        houses.set(language, { runtime, bench: new Bench(runtime) });
        toHost({ type: "kernel-started", language });
      },
      (error: unknown) => {
        // The host may try it with other parts.
        houses.delete(language);
        toHost({ type: "kernel-failed", language, message: String(error).slice(0, 65_536) });
      },
    );
  },
  "kernel-ping": () => toHost({ type: "kernel-pong", counts: { ...held } }),
  "kernel-spares": ({ count, memoryBytes }) => python()?.bench.set(count, memoryBytes),
  "kernel-expect": ({ wants }) => python()?.bench.expect(new Set(wants)),
  "image-use": (message) => {
    const used = python();
    used?.runtime.images.put(message);
    used?.bench.renew();
  },
  "image-make": (message) => {
    const used = python();
    if (!used) return;
    makeImage(used.runtime, message).then(
      (image) => toHost({ type: "image-made", image, message: "" }),
      (error: unknown) => toHost({ type: "image-made", image: null, message: String(error).slice(0, 8192) }),
    );
  },
  "run-start": (message) => {
    const { runId, sessionId, inputs, limits } = message;
    const house = houses.get(inputs.language);
    if (!house || runs.has(runId)) return;
    const { bench, runtime } = house;
    const start = startOf(inputs, limits);
    const wants = new Set(message.wants);
    const fresh = (name: string) => (listener: GuestListener) => bench.take(start, wants, `vitrine-${name}`, listener);
    const open = sessionId === null ? fresh(runId) : (listener: GuestListener) => sessions.take(sessionId, listener, fresh(sessionId));
    const tell = (told: KernelToHost, transfer?: Transferable[]) => {
      if (told.type === "run-phase" && told.phase === "run") bench.programBegan();
      toHost(told, transfer);
    };
    const run = new WorkerRun(message, open, runtime.modules, tell, (kept) => {
      runs.delete(runId);
      if (kept && sessionId !== null) sessions.keep(sessionId, kept, limits);
      bench.fill();
    });
    runs.set(runId, run);
    run.start();
  },
  "run-abort": (message) => runs.get(message.runId)?.abort(),
  "run-interrupt": (message) => runs.get(message.runId)?.interrupt(),
  "input-response": (message) => runs.get(message.runId)?.answerInput(message),
  "session-ask": (message) => void sessions.ask(message),
  "session-close": (message) => sessions.close(message.sessionId),
  "fetch-response": (message) => runs.get(message.runId)?.answerFetch(message),
  "fetch-denied": (message) => runs.get(message.runId)?.answerFetch(message),
};

port.onmessage = (event: MessageEvent<unknown>) => {
  const checked = check(hostToKernel, event.data);
  if (!checked.ok) {
    // The host is trusted, so this is a fault of ours: say it, and do nothing.
    toHost({ type: "kernel-failed", language: null, message: `The kernel frame refused a message: ${checked.reason}` });
    return;
  }
  const handle = handlers[checked.value.type] as (message: HostToKernel) => void;
  handle(checked.value);
};

toHost({ type: "kernel-ready" });
