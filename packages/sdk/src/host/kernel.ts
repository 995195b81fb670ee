import { check, type HostToKernel, type KernelStart, type KernelToHost, kernelToHost, type RunId, type SessionAnswer, type SessionId, type SessionQuestion } from "@vitrine/protocol";
import { frameBlocked, kernelFailed } from "./failures.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";

/** A message that belongs to a run. */
export type RunMessage = Extract<KernelToHost, { runId: RunId }>;

/** Milliseconds for compiling the runtime in the frame. */
const patience = 60_000;

/** The host's end of the kernel frame: one hidden iframe, one port, messages handed to the runs that they name. */
export class Kernel {
  readonly #frame: SealedFrame;
  readonly #listeners = new Map<RunId, (message: RunMessage) => void>();
  readonly #answers = new Map<number, (answer: SessionAnswer | null) => void>();
  /** Who hears that a session's interpreter died between runs. */
  readonly sessionLost = new Map<SessionId, (message: string) => void>();
  #questions = 0;
  readonly #started = Promise.withResolvers<void>();
  /** Messages that the guards refused; a test and a curious embedder may look. */
  refused = 0;

  /** Use Kernel.open. */
  constructor(frame: SealedFrame) {
    this.#frame = frame;
    frame.port.onmessage = (event: MessageEvent<unknown>) => this.#receive(event.data);
    this.#started.promise.catch(() => {});
  }

  /** Opens the frame and has it compile the runtime. Throws FRAME_BLOCKED or KERNEL_FAILED. */
  static async open(parts: Promise<Omit<KernelStart, "type">>, frameUrl: string | undefined, sharedMemory: boolean): Promise<Kernel> {
    const opening = openSealedFrame({
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
    const [frame, { workerScript, runtime }] = await Promise.all([opening, parts]).catch(async (error: unknown) => {
      // Whichever failed, the frame must not stay behind.
      await opening.then((opened) => opened.remove()).catch(() => {});
      throw error;
    });
    const kernel = new Kernel(frame);
    const { loader, glue, wasm, stdlib } = runtime;
    kernel.send({ type: "kernel-start", workerScript, runtime }, [loader, glue, wasm, stdlib]);
    const timeout = setTimeout(() => kernel.#started.reject(frameBlocked(patience, frameUrl)), patience);
    try {
      await kernel.#started.promise;
    } catch (error) {
      kernel.dispose();
      throw error;
    } finally {
      clearTimeout(timeout);
    }
    return kernel;
  }

  /** Whether the frame still stands in the page. */
  get alive(): boolean {
    return this.#frame.iframe.isConnected;
  }

  send(message: HostToKernel, transfer: Transferable[] = []): void {
    this.#frame.port.postMessage(message, transfer);
  }

  /** Hands every message of this run to the listener, until `forget`. */
  listen(runId: RunId, listener: (message: RunMessage) => void): void {
    this.#listeners.set(runId, listener);
  }

  forget(runId: RunId): void {
    this.#listeners.delete(runId);
  }

  /** Asks a session's interpreter; null: it has none, it did not answer, or the frame is gone. */
  ask(sessionId: SessionId, question: SessionQuestion): Promise<SessionAnswer | null> {
    return new Promise((resolve) => {
      const requestId = this.#questions++;
      this.#answers.set(requestId, resolve);
      this.send({ type: "session-ask", sessionId, requestId, question });
    });
  }

  dispose(): void {
    this.#frame.remove();
    this.#listeners.clear();
    for (const answer of this.#answers.values()) answer(null);
    this.#answers.clear();
  }

  #receive(data: unknown): void {
    const checked = check(kernelToHost, data);
    if (!checked.ok) {
      this.refused += 1;
      return;
    }
    const message = checked.value;
    if ("runId" in message) {
      const listener = this.#listeners.get(message.runId);
      if (listener) listener(message);
      else this.refused += 1;
    } else if (message.type === "session-answer") {
      this.#answers.get(message.requestId)?.(message.answer);
      this.#answers.delete(message.requestId);
    } else if (message.type === "session-lost") this.sessionLost.get(message.sessionId)?.(message.message);
    else if (message.type === "kernel-started") this.#started.resolve();
    else if (message.type === "kernel-failed") this.#started.reject(kernelFailed(message.message));
  }
}
