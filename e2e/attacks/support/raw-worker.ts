import type { Sandbox, SandboxOptions } from "@vitrine/sdk";
import type { CaseContext } from "../harness/index.ts";
import { hostileSandbox } from "./hostile-runtime.ts";

/** What an attack is given in a worker that runs no script of ours: native ports, and nothing that weighs what goes out. */
export interface RawWorker {
  events: MessagePort;
  calls: MessagePort;
  /** Id of the frame's call `run`, which waits for its answer. */
  call: string;
  /** The answer of a run that ended well. */
  report: Record<string, unknown>;
}

/**
 * A sandbox whose worker script is this function and nothing else: it speaks to the real frame as no guest can, before whom the rations of our own worker
 * script (S12) stand. The script goes in the place of ours in the host's message to the frame.
 */
export async function rawSandbox(context: Pick<CaseContext, "after">, attack: (worker: RawWorker, argument: never) => unknown, options: SandboxOptions = {}): Promise<Sandbox> {
  const workerScript = `(${String(serve)})(${String(attack)})`;
  const native = MessagePort.prototype.postMessage as (this: MessagePort, message: unknown, transfer: unknown) => void;
  let replaced = 0;
  MessagePort.prototype.postMessage = function replacing(this: MessagePort, message: { type?: string }, transfer?: unknown) {
    if (message?.type !== "kernel-start") return native.call(this, message, transfer);
    replaced += 1;
    native.call(this, { ...message, workerScript }, transfer);
  };
  try {
    const sandbox = await hostileSandbox(context, "none", options);
    if (replaced !== 1) throw new Error(`the worker script was replaced ${replaced} times`);
    return sandbox;
  } finally {
    MessagePort.prototype.postMessage = native as typeof MessagePort.prototype.postMessage;
  }
}

/** Runs in the worker: answers Comlink's calls by hand. */
function serve(attack: (worker: RawWorker, argument: unknown) => unknown): void {
  const report = { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, fuel: null, session: null };
  globalThis.onmessage = ({ ports }: MessageEvent) => {
    const [calls, events] = ports as unknown as [MessagePort, MessagePort];
    calls.onmessage = ({ data }: MessageEvent<{ id: string; path: string[]; argumentList: { value: { env: Record<string, string> } }[] }>) => {
      if (data.path[0] !== "run") {
        calls.postMessage({ id: data.id, type: "RAW", value: null });
        return;
      }
      const { ARGUMENT: argument, HONEST: honest } = data.argumentList[0]!.value.env;
      events.postMessage({ type: "phase-start", phase: "run", detail: "" });
      if (!honest) {
        attack({ events, calls, call: data.id, report }, JSON.parse(argument!));
        return;
      }
      events.postMessage({ type: "stdout-delta", text: "honest\n" });
      events.postMessage({ type: "stream-end" });
      calls.postMessage({ id: data.id, type: "RAW", value: report });
    };
  };
}
