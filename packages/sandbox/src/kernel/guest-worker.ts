import { type FetchDenied, type FetchResponse, type InputResponse, type Limits, type RunError, type RunInputs, type SessionQuestion, sharedLayout, type WorkerCalls } from "@vitrine/protocol";
import * as Comlink from "comlink";
import type { PreparedRuntime, ScriptUrls } from "./prepare-runtime.ts";
import { crashed, violated } from "./run-failures.ts";

// This frame only wraps. Without this handler a worker cannot make it hold a proxy of anything.
Comlink.transferHandlers.delete("proxy");

/** Who hears a worker. */
export interface GuestListener {
  /** What came over the event port, unchecked. */
  onEvent(data: unknown): void;
  /** The worker broke, or broke the rules: it is to be killed. */
  onBreak(error: RunError): void;
}

/** A worker with an interpreter in it, its two ports, and its end. One listener at a time. */
export class GuestWorker {
  listener: GuestListener;
  readonly #runtime: PreparedRuntime;
  readonly #scripts: ScriptUrls;
  readonly #worker: Worker;
  readonly #callPorts = new MessageChannel();
  // Held as long as the worker: Comlink closes the connection of a proxy that is garbage.
  readonly #calls = Comlink.wrap<WorkerCalls>(this.#callPorts.port1);
  readonly #events = new MessageChannel();
  /** There in cross-origin isolated pages only. */
  readonly #shared = globalThis.crossOriginIsolated ? new SharedArrayBuffer(sharedLayout.size) : null;
  #asked = 0;
  #answered = 0;
  #killed = false;
  #opened: Promise<void> | undefined;

  constructor(runtime: PreparedRuntime, name: string, listener: GuestListener) {
    this.listener = listener;
    this.#runtime = runtime;
    this.#scripts = runtime.scriptUrls();
    this.#worker = new Worker(this.#scripts.worker, { name });
    runtime.held.workers += 1;
    this.#worker.onerror = (event) => this.listener.onBreak(crashed(event.message || "its script failed"));
    // The worker speaks on its two ports and answers calls. Anything else is the guest's, and uncounted it could flood this frame.
    this.#worker.onmessage = this.#worker.onmessageerror = () => this.listener.onBreak(violated("no message beside its ports"));
    this.#callPorts.port1.addEventListener("message", () => {
      if (++this.#answered > this.#asked) this.listener.onBreak(violated("one answer to one call"));
    });
    this.#callPorts.port1.addEventListener("messageerror", () => this.listener.onBreak(violated("a readable answer")));
    this.#events.port1.onmessage = (event: MessageEvent<unknown>) => this.listener.onEvent(event.data);
    this.#events.port1.onmessageerror = () => this.listener.onBreak(violated("a readable message"));
    this.#worker.postMessage(null, [this.#callPorts.port2, this.#events.port2]);
  }

  /** Boots the interpreter, once, and runs the program in it. The answer is the guest's word. */
  async run(inputs: RunInputs, limits: Limits, inSession: boolean): Promise<unknown> {
    this.#opened ??= this.#open(inputs, limits);
    await this.#opened;
    this.#asked += 1;
    return this.#calls.run(inputs, limits, inSession);
  }

  /** The answer is the guest's word. */
  ask(question: SessionQuestion): Promise<unknown> {
    this.#asked += 1;
    return this.#calls.ask(question);
  }

  answer(message: FetchResponse | FetchDenied | InputResponse): void {
    if (message.type === "input-response") this.#shareInput(message.text);
    this.#events.port1.postMessage(message, message.type === "fetch-response" ? [message.body] : []);
  }

  /** Raises KeyboardInterrupt in the program; false where this engine shares no memory. */
  interrupt(): boolean {
    if (this.#shared) new Uint8Array(this.#shared)[sharedLayout.interrupt] = 2;
    return this.#shared !== null;
  }

  kill(): void {
    if (this.#killed) return;
    this.#killed = true;
    this.#runtime.held.workers -= 1;
    this.listener = { onEvent() {}, onBreak() {} };
    this.#worker.terminate();
    this.#scripts.revoke();
    this.#callPorts.port1.close();
    this.#events.port1.close();
  }

  #open(inputs: RunInputs, limits: Limits): Promise<void> {
    const { loader: loaderUrl, glue: glueUrl } = this.#scripts;
    this.#asked += 1;
    return this.#calls.open({ ...this.#runtime.boot, loaderUrl, glueUrl, shared: this.#shared }, inputs, limits);
  }

  /** For a worker that waits with Atomics, as its engine cannot suspend WebAssembly. */
  #shareInput(text: string | null): void {
    if (!this.#shared) return;
    const state = new Int32Array(this.#shared);
    const bytes = new TextEncoder().encode(text ?? "").subarray(0, sharedLayout.size - sharedLayout.text);
    new Uint8Array(this.#shared).set(bytes, sharedLayout.text);
    state[sharedLayout.length / 4] = bytes.length;
    Atomics.store(state, sharedLayout.state / 4, text === null ? 2 : 1);
    Atomics.notify(state, sharedLayout.state / 4);
  }
}
