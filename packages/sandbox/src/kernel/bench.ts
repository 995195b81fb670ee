import type { WorkerStart } from "@vitrine/protocol";
import { type GuestListener, GuestWorker } from "./guest-worker.ts";
import { coverage } from "./kept-images.ts";
import type { PreparedRuntime } from "./prepare-runtime.ts";
import { hasRoom, isCommon } from "./worker-start.ts";

/** Milliseconds of a program until the next interpreter is made beside it: most have ended by then, and have had the processor for themselves. */
const whileItRuns = 2500;

/** Interpreters that wait ahead, so that a run finds a fresh one. Each is for one run or session, as any other; none has run guest code. */
export class Bench {
  readonly #waiting: GuestWorker[] = [];
  /** Packages that programs of this page have wanted. */
  readonly #wanted = new Set<string>();
  #count = 0;
  #memoryBytes = 0;
  #made = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly runtime: PreparedRuntime) {}

  /** How many there should be. Those that are too many end. */
  set(count: number, memoryBytes: number): void {
    this.#count = count;
    this.#memoryBytes = memoryBytes;
    for (const worker of this.#waiting.splice(count)) worker.kill();
    this.fill();
  }

  /** A program has begun that may go on for long: whoever ends it finds an interpreter. On one core it would take from the program what it needs. */
  programBegan(): void {
    clearTimeout(this.#timer);
    if (navigator.hardwareConcurrency > 1) this.#timer = setTimeout(() => this.fill(), whileItRuns);
  }

  /** Starts those that are missing, and those anew for which there is a better image. */
  fill(): void {
    const best = this.runtime.images.choose(this.#wanted);
    for (const worker of this.#waiting.filter(({ image }) => coverage(image, this.#wanted) < coverage(best, this.#wanted))) this.#drop(worker);
    while (this.#waiting.length < this.#count) this.#add();
  }

  /** Starts them anew: there is another image. */
  renew(): void {
    for (const worker of this.#waiting.splice(0)) worker.kill();
    this.fill();
  }

  /** A program will probably want these packages. */
  expect(wants: ReadonlySet<string>): void {
    for (const name of wants) this.#wanted.add(name);
    for (const worker of this.#waiting.filter((each) => !each.suits(wants))) this.#drop(worker);
    this.fill();
    for (const worker of this.#waiting) worker.furnish([...wants]);
  }

  /** One that waits, if it will do, or a new one. */
  take(start: WorkerStart, wants: ReadonlySet<string>, name: string, listener: GuestListener): GuestWorker {
    for (const each of wants) this.#wanted.add(each);
    const best = this.runtime.images.choose(wants);
    const suits = (worker: GuestWorker) => worker.suits(wants) && coverage(worker.image, wants) >= coverage(best, wants) && (!worker.image || hasRoom(start, worker.image));
    const spare = isCommon(start) ? this.#waiting.find(suits) : undefined;
    if (!spare) return new GuestWorker(this.runtime, name, listener, best);
    this.#waiting.splice(this.#waiting.indexOf(spare), 1);
    spare.adopt(listener);
    return spare;
  }

  #drop(worker: GuestWorker): void {
    const at = this.#waiting.indexOf(worker);
    if (at !== -1) this.#waiting.splice(at, 1);
    worker.kill();
  }

  #add(): void {
    const drop = () => this.#drop(worker);
    // Until a run has it, it has nothing to say but how much memory it has.
    const onEvent = (data: unknown) => (data as { type?: unknown } | null)?.type === "memory-grown" || drop();
    const worker = new GuestWorker(this.runtime, `vitrine-spare-${++this.#made}`, { onBreak: drop, onEvent }, this.runtime.images.choose(this.#wanted), "spares");
    this.#waiting.push(worker);
    worker.open({ language: "python", env: {}, seed: null, memoryBytes: this.#memoryBytes }).catch(drop);
  }
}
