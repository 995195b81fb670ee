import { check, type KernelToHost, type Limits, sessionAnswer, type SessionAsk, type SessionId, workerEvent } from "@vitrine/protocol";
import { Budget } from "./budget.ts";
import type { GuestListener, GuestWorker } from "./guest-worker.ts";
import { flooded } from "./run-failures.ts";

/** Milliseconds that an interpreter may think about a question. */
const askMs = 20_000;

/** The interpreters that live on between runs, one for each session. */
export class Sessions {
  readonly #workers = new Map<SessionId, GuestWorker>();

  constructor(private readonly toHost: (message: KernelToHost, transfer?: Transferable[]) => void) {}

  /** The session's worker, for a run that is about to begin; a new one where there is none. */
  take(id: SessionId, listener: GuestListener, open: (listener: GuestListener) => GuestWorker): GuestWorker {
    const known = this.#workers.get(id);
    if (!known) return open(listener);
    this.#workers.delete(id);
    known.listener = listener;
    known.came = "session";
    return known;
  }

  /** Takes the worker back from a run that left it alive. */
  keep(id: SessionId, worker: GuestWorker, limits: Limits): void {
    this.#workers.set(id, worker);
    worker.listener = this.#idle(id, worker, limits);
  }

  async ask({ sessionId, requestId, question }: SessionAsk): Promise<void> {
    const worker = this.#workers.get(sessionId);
    const reply = (answer: unknown) => {
      const checked = check(sessionAnswer, answer);
      const fits = checked.ok && checked.value.type === question.type;
      const files = fits && checked.value.type === "files" ? checked.value.files : [];
      this.toHost(
        { type: "session-answer", sessionId, requestId, answer: fits ? checked.value : null },
        files.map(({ bytes }) => bytes),
      );
    };
    if (!worker) return reply(null);
    const late = Promise.withResolvers<null>();
    const timer = setTimeout(() => late.resolve(null), askMs);
    const answer = await Promise.race([worker.ask(question).catch(() => null), late.promise]);
    clearTimeout(timer);
    if (answer === null) this.#lose(sessionId, worker, `its interpreter did not answer within ${askMs} ms`);
    reply(answer);
  }

  close(id: SessionId): void {
    this.#workers.get(id)?.kill();
    this.#workers.delete(id);
  }

  /** Between runs nobody listens to what background tasks print; that they do not flood is still watched. */
  #idle(id: SessionId, worker: GuestWorker, limits: Limits): GuestListener {
    const budget = new Budget(limits);
    const lose = (message: string) => this.#lose(id, worker, message);
    return {
      onBreak: ({ message }) => lose(message),
      onEvent(data) {
        if (!budget.message()) return lose(flooded(limits.messagesPerSecond).message);
        const checked = check(workerEvent, data);
        if (!checked.ok) return;
        const { value: event } = checked;
        const refusal = { runId: "", reason: "NETWORK_DENIED: between two runs of a session nothing is fetched." };
        if (event.type === "fetch-request") worker.answer({ type: "fetch-denied", requestId: event.requestId, ...refusal });
        if (event.type === "input-request") worker.answer({ type: "input-response", runId: "", requestId: event.requestId, text: null });
      },
    };
  }

  #lose(id: SessionId, worker: GuestWorker, message: string): void {
    // A run may have taken it since, or another come in its place.
    if (this.#workers.get(id) !== worker) return;
    this.close(id);
    this.toHost({ type: "session-lost", sessionId: id, message });
  }
}
