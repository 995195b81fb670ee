import {
  check,
  type FetchRequest,
  type InputRequest,
  hostToKernel,
  type Limits,
  type Manifest,
  type Profile,
  type RunEnd,
  type RunEvent,
  type RunId,
  type RunInputs,
  type RunResult,
  type RunStart,
  type SessionId,
  type SessionLoss,
  type WireCut,
  type WireProfile,
} from "@vitrine/protocol";
import type { Broker, ServedFile } from "./broker.ts";
import { describeCut } from "./describe-cut.ts";
import { excerptOf } from "./excerpt-of.ts";
import { EventLog } from "./event-log.ts";
import { invalidArgument } from "./failures.ts";
import type { Kernel, RunMessage } from "./kernel.ts";
import { readOutput } from "./read-output.ts";
import { RunOutputs } from "./run-outputs.ts";
import type { PackageCatalog } from "./package-catalog.ts";
import type { OnInput } from "./run-inputs.ts";

/** One run of one program. */
export interface Run {
  /** Unique within its sandbox. */
  readonly id: RunId;
  /** What happens, as it happens; each reader gets all of it from the start. */
  readonly events: AsyncIterable<RunEvent>;
  /** What it came to. Rejects only for what the embedder or Vitrine did wrong (a VitrineError), never for what the guest did. */
  readonly result: Promise<RunResult>;
  /** Ends the run now, at any moment. Its result then has the status "aborted", with what it made so far. */
  abort(): void;
}

/** What a run needs of its sandbox. */
export interface RunHouse {
  kernel: Kernel;
  /** Of languages with packages. */
  catalog: PackageCatalog | undefined;
  /** Packages that the program will probably install. */
  wants: string[];
  broker: Broker;
  limits: Limits;
  /** Names what of the program is compiled; undefined: nothing is. */
  moduleKey: ((inputs: RunInputs) => Promise<string>) | undefined;
  /** Gives the turn to the next run. */
  leave(): void;
}

/** How a run ended, as the kernel frame says it, or the host in its place. */
export type Ending = Pick<RunEnd, "status" | "error" | "value" | "exitCode" | "files" | "timings" | "start" | "cuts" | "tails" | "peakMemoryBytes" | "fuel" | "module" | "session">;

/** What a run is given. */
export interface RunParts {
  inputs: Promise<RunInputs>;
  /** Resolves when it is this run's turn, and its language's runtime is ready. */
  enter(inputs: RunInputs): Promise<RunHouse>;
  manifest(inputs: RunInputs, served: ServedFile[]): Promise<Manifest>;
  onInput: OnInput | undefined;
  /** Where the run belongs to a session: whose, what it was given itself (its inputs wait for its turn), and who hears how it ended and says what that cost, and what went wrong in keeping the rest. */
  session?: { id: SessionId; own: Promise<RunInputs>; onEnd(end: Ending): Promise<{ lost?: SessionLoss; warning?: string }> };
}

/** Gathers a run's messages into its result. */
export class KernelRun implements Run {
  readonly events = new EventLog<RunEvent>();
  readonly result: Promise<RunResult>;
  readonly #ended = Promise.withResolvers<Ending>();
  readonly #queuedAt = performance.now();
  readonly #outputs = new RunOutputs(this.events);
  readonly #served: ServedFile[] = [];
  readonly #text = { stdout: "", stderr: "" };
  #textLength = 0;
  readonly #refused: WireCut[] = [];
  #queueMs = 0;
  #profile: WireProfile | undefined;
  #house: RunHouse | undefined;
  #over = false;

  constructor(
    readonly id: RunId,
    private readonly parts: RunParts,
  ) {
    this.events.push({ type: "phase", phase: "queue" });
    this.result = this.#live().finally(() => this.events.end());
    // Whoever reads only the events must not be told of an unhandled rejection.
    this.result.catch(() => {});
  }

  /** Whether the kernel has it. */
  get started(): boolean {
    return this.#house !== undefined;
  }

  /** Whether it has ended, or is about to. */
  get over(): boolean {
    return this.#over;
  }

  abort(): void {
    if (this.#house) this.#house.kernel.send({ type: "run-abort", runId: this.id });
    else this.#end({ ...nothing, status: "aborted", error: abortedInQueue });
  }

  /** Ends the program and keeps its session, where the engine can. */
  interrupt(): void {
    if (this.#house) this.#house.kernel.send({ type: "run-interrupt", runId: this.id });
    else this.abort();
  }

  /** Ends the run without the kernel, which is gone. */
  lose(message: string): void {
    this.#end({ ...nothing, status: "crashed", error: { ...noPlace, code: "WORKER_CRASHED", name: "KernelLost", message, fix: "Run it again; if its frame dies again, make the code need less memory." } });
  }

  #end(end: Ending): void {
    this.#over = true;
    this.#ended.resolve(end);
  }

  async #live(): Promise<RunResult> {
    const { parts } = this;
    parts.inputs.catch(() => {});
    const inputs = await Promise.race([parts.inputs, this.#ended.promise.then(() => parts.session?.own ?? parts.inputs)]);
    if (this.#over) return this.#endedInQueue(inputs);
    const entering = parts.enter(inputs);
    try {
      // Whichever comes first: an abort must not wait for the runtime's files.
      await Promise.race([entering.then((house) => this.#start(house, inputs)), this.#ended.promise]);
      const end = await this.#ended.promise;
      // A run that was aborted in the queue never reached its session's interpreter, which goes on.
      const { lost, warning } = (this.#house && (await parts.session?.onEnd(end))) ?? {};
      if (warning) this.events.push({ type: "log", level: "warn", text: warning });
      const profile = this.#profile && (await this.#showProfile(this.#profile));
      this.events.push({ type: "phase", phase: "end", detail: end.status });
      return { ...this.#resultOf(end, inputs, await parts.manifest(inputs, this.#served)), ...(profile && { profile }), ...(lost && { lost }) };
    } finally {
      entering.then(
        ({ kernel, broker, leave }) => {
          kernel.forget(this.id);
          broker.close();
          leave();
        },
        () => {},
      );
    }
  }

  /** As data, and as outputs beside the program's own. */
  async #showProfile(taken: WireProfile): Promise<Profile> {
    const { profileOf, profileOutputs } = await import("./profile.ts");
    const profile = profileOf(taken);
    for (const { output, wire } of profileOutputs(profile)) this.#outputs.put(output, wire);
    return profile;
  }

  async #endedInQueue(inputs: RunInputs): Promise<RunResult> {
    const end = await this.#ended.promise;
    this.events.push({ type: "phase", phase: "end", detail: end.status });
    return this.#resultOf(end, inputs, await this.parts.manifest(inputs, []));
  }

  async #start(house: RunHouse, inputs: RunInputs): Promise<void> {
    const moduleKey = (await house.moduleKey?.(inputs)) ?? null;
    this.#queueMs = performance.now() - this.#queuedAt;
    if (this.#over) return;
    const message: RunStart = { type: "run-start", runId: this.id, inputs, limits: house.limits, wants: house.wants, moduleKey, sessionId: this.parts.session?.id ?? null };
    // The frame would refuse it in silence: what its guard does not take is told here.
    const checked = check(hostToKernel, message);
    if (!checked.ok) throw invalidArgument(`The run's options are refused: expected ${checked.reason}.`, "Correct the option, or mount large content as a file.", { reason: checked.reason });
    house.kernel.listen(this.id, { receive: (received) => this.#receive(received), lose: (reason) => this.lose(reason) });
    house.kernel.send(message);
    this.#house = house;
  }

  #receive(message: RunMessage): void {
    // What a run asks for after its end is nobody's to answer.
    if (this.#over) return;
    switch (message.type) {
      case "run-phase":
        this.events.push({ type: "phase", phase: message.phase, ...(message.detail && { detail: message.detail }) });
        return;
      case "stdout-delta":
      case "stderr-delta": {
        const type = message.type === "stdout-delta" ? "stdout" : "stderr";
        this.#text[type] += message.text;
        this.#textLength += message.text.length;
        this.events.push({ type, text: message.text });
        return;
      }
      case "output-available": {
        const { output, refused, met } = readOutput(message.output, this.#house!.limits);
        for (const reason of refused) this.events.push({ type: "log", level: "warn", text: `${output ? "A form of an output" : "An output"} was refused: ${reason}` });
        for (const limit of met) if (!this.#refused.some((cut) => cut.limit === limit)) this.#refused.push({ what: "outputs", limit, made: 0 });
        if (output) this.#outputs.put(output, message.output);
        return;
      }
      case "outputs-clear":
        this.#outputs.clear();
        return;
      case "run-log":
        this.events.push({ type: "log", level: message.level, text: message.text });
        return;
      case "fetch-request":
        void this.#fetch(message);
        return;
      case "profile-taken":
        this.#profile = message.profile;
        return;
      case "packages-held":
        for (const { file } of this.#house!.catalog?.closure(message.names) ?? []) this.#served.push({ file: file.path.split("/").at(-1)!, sha256: file.sha256 });
        return;
      case "input-request":
        void this.#ask(message);
        return;
      case "run-end":
        this.#end(message);
    }
  }

  async #fetch(request: FetchRequest): Promise<void> {
    const { broker, kernel } = this.#house!;
    const answer = await broker.answer(request, {
      served: (file) => this.#served.push(file),
      failed: (text) => this.events.push({ type: "log", level: "warn", text }),
    });
    kernel.send(answer, answer.type === "fetch-response" ? [answer.body] : []);
  }

  async #ask({ requestId, prompt }: InputRequest): Promise<void> {
    const { kernel } = this.#house!;
    this.events.push({ type: "input", prompt });
    let text: unknown = null;
    try {
      text = await this.parts.onInput?.(prompt);
    } catch (error) {
      this.events.push({ type: "log", level: "warn", text: `onInput threw: ${String(error)}` });
    }
    kernel.send({ type: "input-response", runId: this.id, requestId, text: typeof text === "string" ? text : null });
  }

  #resultOf(end: Ending, { sources }: RunInputs, manifest: Manifest): RunResult {
    const { limits } = this.#house ?? {};
    const cuts = [...end.cuts, ...this.#refused].map((cut) => describeCut(cut, limits?.[cut.limit] ?? 0, end.tails));
    return {
      status: end.status,
      outputs: this.#outputs.all,
      stdout: this.#text.stdout,
      stderr: this.#text.stderr,
      truncated: [...new Set(cuts.map(({ what }) => what))],
      cuts,
      ...(end.value !== null && { value: end.value }),
      ...(end.error !== null && { error: { ...end.error, ...excerptOf(end.error, sources) } }),
      exitCode: end.exitCode,
      files: end.files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) })),
      timings: { queue: this.#queueMs, ...end.timings, start: end.start, ...(end.module !== null && { module: end.module }) },
      usage: { peakMemoryBytes: end.peakMemoryBytes, ...(end.fuel !== null && { fuel: end.fuel }), outputBytes: this.#textLength + this.#outputs.bytes },
      manifest,
    };
  }
}

const noPlace = { traceback: "", source: null, line: null, column: null };
const abortedInQueue = { ...noPlace, code: "ABORTED", name: "Aborted", message: "run.abort() ended the run before it started.", fix: "Start a new run." } as const;
const nothing = {
  value: null,
  exitCode: null,
  files: [],
  timings: { boot: 0, install: 0, run: 0, render: 0 },
  start: "none" as const,
  peakMemoryBytes: null,
  fuel: null,
  module: null,
  cuts: [],
  tails: { stdout: "", stderr: "" },
  session: null,
};
