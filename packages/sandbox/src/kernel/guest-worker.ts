import {
  type FetchDenied,
  type FetchResponse,
  type FrozenMemory,
  type ImageMake,
  type InputResponse,
  type InterpreterStart,
  type Limits,
  type PackedPackage,
  type RunError,
  type RunInputs,
  type SessionQuestion,
  sharedLayout,
  type WorkerBoot,
  type WorkerCalls,
  type WorkerImage,
  type WirePreparedModule,
  type WorkerStart,
} from "@vitrine/protocol";
import * as Comlink from "comlink";
import type { PreparedRuntime, ScriptUrls } from "./prepare-runtime.ts";
import { crashed, violated } from "./run-failures.ts";
import type { UsableImage } from "./kept-images.ts";
import { hasRoom, isCommon, startOf } from "./worker-start.ts";

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
  /** How its interpreter came to be, as the next run sees it. */
  came: InterpreterStart = "none";
  /** What `furnish` was told. */
  readonly #furnished = new Set<string>();
  #furnishing: Promise<void> | undefined;
  /** Where it is counted. */
  #kind: "workers" | "spares";

  constructor(
    runtime: PreparedRuntime,
    name: string,
    listener: GuestListener,
    /** What it goes on from, if it may. */
    readonly image: UsableImage | undefined,
    kind: "workers" | "spares" = "workers",
  ) {
    this.listener = listener;
    this.#runtime = runtime;
    this.#kind = kind;
    this.#scripts = runtime.scriptUrls();
    this.#worker = new Worker(this.#scripts.worker, { name });
    runtime.held[kind] += 1;
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

  /** Starts the interpreter, once, and runs the program in it. The answer is the guest's word. */
  async run(inputs: RunInputs, limits: Limits, inSession: boolean, kept: WirePreparedModule | null): Promise<unknown> {
    await this.open(startOf(inputs, limits));
    await this.#furnishing;
    this.#asked += 1;
    return this.#calls.run(inputs, limits, inSession, kept);
  }

  /** Starts the interpreter; once it has begun, it is the same for every later call. */
  open(start: WorkerStart): Promise<void> {
    return (this.#opened ??= this.#open(start));
  }

  /** Has packages of its image installed that its run will probably want. No guest code has run there. */
  furnish(names: readonly string[]): void {
    const more = names.filter((name) => this.image?.packages.has(name) && !this.#furnished.has(name));
    if (more.length === 0) return;
    for (const name of more) this.#furnished.add(name);
    const before = this.#furnishing;
    const install = async () => {
      await this.#opened;
      await before;
      if (this.came !== "image") return;
      this.#asked += 1;
      await this.#calls.furnish(more);
    };
    // No run fails for what was done ahead of it: what is missing, it installs itself.
    this.#furnishing = install().catch(() => {});
  }

  /** Whether a run that wants these packages would find no others installed. */
  suits(wants: ReadonlySet<string>): boolean {
    return [...this.#furnished].every((name) => wants.has(name));
  }

  /** In place of `open`: installs packages and hands out what came of it. No guest code has run there. */
  pack(names: string[], wheels: ImageMake["wheels"]): Promise<PackedPackage[]> {
    this.#asked += 1;
    const blobs = wheels.map(({ url, bytes }) => ({ url, bytes: new Blob([bytes]) }));
    return this.#calls.pack(this.#boot(null), names, blobs);
  }

  /** In place of `open`: runs code of ours and freezes. No guest code has run there. */
  freeze(image: WorkerImage, code: string): Promise<FrozenMemory> {
    this.#asked += 1;
    return this.#calls.freeze(this.#boot(image), code);
  }

  /** A spare becomes a run's own. */
  adopt(listener: GuestListener): void {
    this.listener = listener;
    this.#runtime.held[this.#kind] -= 1;
    this.#kind = "workers";
    this.#runtime.held.workers += 1;
    this.came = "spare";
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
    this.#runtime.held[this.#kind] -= 1;
    this.listener = { onEvent() {}, onBreak() {} };
    this.#worker.terminate();
    this.#scripts.revoke();
    this.#callPorts.port1.close();
    this.#events.port1.close();
  }

  async #open(start: WorkerStart): Promise<void> {
    const { image } = this;
    const read = image && isCommon(start) ? await image.prepared() : undefined;
    const used = read && hasRoom(start, image!) ? read : null;
    this.#asked += 1;
    const refused = await this.#calls.open(this.#boot(used), start);
    // No guest code has run, but what answers is the guest's realm.
    if (used && refused !== null) this.#runtime.images.drop(image!, typeof refused === "string" ? refused : "");
    if (this.came === "none") this.came = used && refused === null ? "image" : "scratch";
  }

  #boot(image: WorkerImage | null): WorkerBoot {
    return { ...this.#runtime.boot, scripts: this.#scripts.scripts, shared: this.#shared, image };
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
