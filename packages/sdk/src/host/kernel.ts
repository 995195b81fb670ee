import { check, type HostToKernel, type ImageMake, type KeptImage, type KernelCounts, type KernelFailed, type KernelStart, type KernelToHost, kernelToHost, type RunId, type SessionAnswer, type SessionId, type SessionQuestion } from "@vitrine/protocol";
import { frameBlocked, kernelFailed } from "./failures.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";

/** A message that belongs to a run. */
export type RunMessage = Extract<KernelToHost, { runId: RunId }>;

/** Milliseconds for compiling the runtime in the frame. */
const patience = 60_000;

/** Milliseconds between two looks at the frame, while anything could be lost with it. */
const beat = 500;

/** Looks in a row to which the frame says nothing until it counts as dead. Looks and not seconds: a page's timers may rest. */
const silence = 20;

/** Who hears of a run. */
export interface RunListener {
  receive(message: RunMessage): void;
  /** The frame is gone, and the run with it. */
  lose(reason: string): void;
}

/** The host's end of the kernel frame: one hidden iframe, one port, messages handed to the runs that they name. */
export class Kernel {
  readonly #frame: SealedFrame;
  readonly #runs = new Map<RunId, RunListener>();
  readonly #answers = new Map<number, (answer: SessionAnswer | null) => void>();
  readonly #sessions = new Map<SessionId, (reason: string) => void>();
  readonly #counts = new Set<(counts: KernelCounts | undefined) => void>();
  #imageMade: PromiseWithResolvers<Blob> | undefined;
  #questions = 0;
  readonly #imageRefused = Promise.withResolvers<string>();
  /** Resolves with the reason when the image in use did not do. */
  readonly imageRefused = this.#imageRefused.promise;
  #heart: ReturnType<typeof setInterval> | undefined;
  #silent = 0;
  #dead = false;
  readonly #starting = new Map<string, PromiseWithResolvers<void>>();
  /** Messages that the guards refused; a test and a curious embedder may look. */
  refused = 0;

  /** Use Kernel.open. */
  constructor(frame: SealedFrame) {
    this.#frame = frame;
    frame.port.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
  }

  /** Opens the frame. Throws FRAME_BLOCKED. */
  static async open(frameUrl: string | undefined, sharedMemory: boolean): Promise<Kernel> {
    const frame = await openSealedFrame({
      script: "kernel",
      parent: document.body ?? document.documentElement,
      frameUrl,
      sharedMemory,
      prepare(iframe) {
        iframe.hidden = true;
        iframe.title = "Vitrine kernel";
        iframe.tabIndex = -1;
        iframe.ariaHidden = "true";
      },
    });
    return new Kernel(frame);
  }

  /** Has the frame compile a language's runtime. Throws FRAME_BLOCKED or KERNEL_FAILED, after which it may be tried with other parts. */
  async start(parts: Omit<KernelStart, "type">, frameUrl: string | undefined): Promise<void> {
    const started = Promise.withResolvers<void>();
    this.#starting.set(parts.language, started);
    const { scripts, modules, bytes } = parts.runtime;
    this.send({ type: "kernel-start", ...parts }, [scripts, modules, bytes].flatMap(Object.values<ArrayBuffer>));
    const timeout = setTimeout(() => started.reject(frameBlocked(patience, frameUrl)), patience);
    try {
      await started.promise;
    } finally {
      clearTimeout(timeout);
    }
  }

  /** Whether the frame still answers, as far as that can be seen. */
  get alive(): boolean {
    return !this.#dead && this.#frame.fate() === undefined;
  }

  send(message: HostToKernel, transfer: Transferable[] = []): void {
    this.#frame.port.postMessage(message, transfer);
  }

  /** How many interpreters wait ahead, each with so much memory at most. */
  keepSpares(count: number, memoryBytes: number): void {
    this.send({ type: "kernel-spares", count, memoryBytes });
  }

  /** Packages that the next program will probably want. */
  expect(wants: string[]): void {
    this.send({ type: "kernel-expect", wants });
  }

  /** Has an image made. Rejects where that fails. One at a time. */
  makeImage(parts: Omit<ImageMake, "type">): Promise<Blob> {
    this.#imageMade = Promise.withResolvers();
    this.send({ type: "image-make", ...parts }, parts.wheels.map(({ bytes }) => bytes));
    return this.#imageMade.promise;
  }

  /** Interpreters that start from now on may go on from this image. */
  useImage(image: KeptImage): void {
    this.send({ type: "image-use", ...image });
  }

  /** Hands every message of this run to the listener, until `forget`. */
  listen(runId: RunId, listener: RunListener): void {
    this.#runs.set(runId, listener);
    this.#watch();
  }

  forget(runId: RunId): void {
    this.#runs.delete(runId);
    this.#rest();
  }

  /** Tells when the session's interpreter dies between runs, until `forgetSession`. */
  listenSession(id: SessionId, lose: (reason: string) => void): void {
    this.#sessions.set(id, lose);
    this.#watch();
  }

  forgetSession(id: SessionId): void {
    this.#sessions.delete(id);
    this.#rest();
  }

  /** What the frame holds; undefined where it is gone. */
  counts(): Promise<KernelCounts | undefined> {
    return new Promise((resolve) => {
      if (this.#dead) return resolve(undefined);
      this.#counts.add(resolve);
      this.send({ type: "kernel-ping" });
      this.#watch();
    });
  }

  /** Asks a session's interpreter; null: it has none, it did not answer, or the frame is gone. */
  ask(sessionId: SessionId, question: SessionQuestion): Promise<SessionAnswer | null> {
    return new Promise((resolve) => {
      const requestId = this.#questions++;
      this.#answers.set(requestId, resolve);
      this.send({ type: "session-ask", sessionId, requestId, question });
      this.#watch();
    });
  }

  /** Takes the frame out of the page and tells everyone who waits for it. */
  lose(reason: string): void {
    if (this.#dead) return;
    this.dispose();
    for (const { lose } of this.#runs.values()) lose(reason);
    for (const lose of this.#sessions.values()) lose(reason);
    this.#runs.clear();
    this.#sessions.clear();
  }

  dispose(): void {
    this.#dead = true;
    clearInterval(this.#heart);
    this.#frame.remove();
    for (const answer of this.#answers.values()) answer(null);
    for (const answer of this.#counts) answer(undefined);
    this.#imageMade?.reject(new Error("the frame is gone"));
    for (const started of this.#starting.values()) started.reject(kernelFailed("the frame is gone"));
    this.#answers.clear();
    this.#counts.clear();
  }

  /** Looks after the frame while anything could be lost with it. */
  #watch(): void {
    if (this.#dead || this.#heart !== undefined) return;
    this.#silent = 0;
    this.#heart = setInterval(() => this.#look(), beat);
  }

  #rest(): void {
    if (this.#runs.size + this.#sessions.size + this.#answers.size + this.#counts.size > 0) return;
    clearInterval(this.#heart);
    this.#heart = undefined;
  }

  #look(): void {
    const fate = this.#frame.fate() ?? (this.#silent >= silence ? `it did not answer for ${(silence * beat) / 1000} s` : undefined);
    if (fate !== undefined) return this.lose(`The kernel frame is gone: ${fate}.`);
    this.#silent += 1;
    this.send({ type: "kernel-ping" });
  }

  /** A frame that refused a message names no language: whatever is starting, fails. */
  #fail({ language, message }: KernelFailed): void {
    for (const [name, started] of this.#starting) if (language === null || language === name) started.reject(kernelFailed(message));
  }

  #receive(data: unknown): void {
    const checked = check(kernelToHost, data);
    if (!checked.ok) {
      this.refused += 1;
      return;
    }
    const message = checked.value;
    this.#silent = 0;
    if ("runId" in message) {
      const listener = this.#runs.get(message.runId);
      if (listener) listener.receive(message);
      else this.refused += 1;
    } else if (message.type === "session-answer") {
      this.#answers.get(message.requestId)?.(message.answer);
      this.#answers.delete(message.requestId);
      this.#rest();
    } else if (message.type === "session-lost") this.#sessions.get(message.sessionId)?.(message.message);
    else if (message.type === "kernel-pong") {
      for (const answer of this.#counts) answer(message.counts);
      this.#counts.clear();
      this.#rest();
    }
    else if (message.type === "image-made") {
      if (message.image) this.#imageMade?.resolve(message.image as Blob);
      else this.#imageMade?.reject(new Error(message.message));
    } else if (message.type === "image-refused") this.#imageRefused.resolve(message.message);
    else if (message.type === "kernel-started") this.#starting.get(message.language)?.resolve();
    else if (message.type === "kernel-failed") this.#fail(message);
  }
}
