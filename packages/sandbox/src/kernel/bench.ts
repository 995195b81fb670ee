import type { WorkerStart } from "@vitrine/protocol";
import { type GuestListener, GuestWorker } from "./guest-worker.ts";
import type { PreparedRuntime } from "./prepare-runtime.ts";
import { isCommon, takesImage } from "./worker-start.ts";

/** Interpreters that wait ahead, so that a run finds a fresh one. Each is for one run or session, as any other; none has run guest code. */
export class Bench {
  readonly #waiting: GuestWorker[] = [];
  #count = 0;
  #memoryBytes = 0;
  #made = 0;

  constructor(private readonly runtime: PreparedRuntime) {}

  /** How many there should be. Those that are too many end. */
  set(count: number, memoryBytes: number): void {
    this.#count = count;
    this.#memoryBytes = memoryBytes;
    for (const worker of this.#waiting.splice(count)) worker.kill();
    this.fill();
  }

  /** Starts those that are missing. */
  fill(): void {
    while (this.#waiting.length < this.#count) this.#add();
  }

  /** Starts them anew: there is another image. */
  renew(): void {
    for (const worker of this.#waiting.splice(0)) worker.kill();
    this.fill();
  }

  /** One that waits, if it will do, or a new one. */
  take(start: WorkerStart, name: string, listener: GuestListener): GuestWorker {
    const { image } = this.runtime;
    const spare = isCommon(start) && (!image || takesImage(start, image)) ? this.#waiting.shift() : undefined;
    spare?.adopt(listener);
    return spare ?? new GuestWorker(this.runtime, name, listener);
  }

  #add(): void {
    const drop = () => {
      const at = this.#waiting.indexOf(worker);
      if (at !== -1) this.#waiting.splice(at, 1);
      worker.kill();
    };
    // Until a run has it, it has nothing to say but how much memory it has.
    const onEvent = (data: unknown) => (data as { type?: unknown } | null)?.type === "memory-grown" || drop();
    const worker = new GuestWorker(this.runtime, `vitrine-spare-${++this.#made}`, { onBreak: drop, onEvent }, "spares");
    this.#waiting.push(worker);
    worker.open({ language: "python", env: {}, seed: null, memoryBytes: this.#memoryBytes }).catch(drop);
  }
}
