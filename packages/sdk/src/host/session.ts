import type { Completion, Limits, OutputFile, Payload, RunInputs, SessionAnswer, SessionId, SessionLoss, SessionQuestion, SessionState, Variable } from "@vitrine/protocol";
import { disposed, invalidArgument } from "./failures.ts";
import type { Kernel } from "./kernel.ts";
import type { Ending, KernelRun, Run, RunParts } from "./run.ts";
import { type FileInput, readFiles } from "./run-files.ts";
import { type OnInput, readRunInputs, type RunOptions } from "./run-inputs.ts";
import { openStorage, type SessionStorage } from "./session-storage.ts";

/** What a session is opened with. Its interpreter takes packages, env and seed at its start. */
export interface SessionOptions {
  /** Default: python. */
  language?: string;
  /** Requirements that every run of the session has. */
  packages?: string[];
  /** Files that are there from the start, and again after a reset. */
  files?: Record<string, FileInput>;
  env?: Record<string, string>;
  /** Fixes all chance. */
  seed?: number;
  limits?: Partial<Limits>;
  /** Asked when a program calls input(); a run may bring its own. */
  onInput?: OnInput;
  /**
   * A name: the session's files are kept in the page's own storage (OPFS) after each run, and are there again when a session of that name is
   * opened. At most limits.fileBytes; see `listSessionStorage` and `deleteSessionStorage`.
   */
  storage?: string;
  /** Told when the interpreter was lost, with all that went with it. The next run starts another. */
  onLost?: (loss: SessionLoss) => void;
}

/** One run of a session. */
export type SessionRunOptions = Pick<RunOptions, "code" | "packages" | "files" | "stdin" | "args" | "onInput" | "variables" | "functions" | "profile"> & { limits?: Partial<Limits> };

/** An interpreter that keeps its state between runs. Runs and questions take turns. */
export interface Session {
  readonly id: SessionId;
  /** Runs a program in the session's interpreter, after the runs that were asked for before. */
  run(program: Payload | SessionRunOptions): Run;
  /** The program's variables, as they are once the runs that were asked for have ended. */
  variables(): Promise<Variable[]>;
  /** What the code may go on with at the cursor (a UTF-16 index; default: its end). */
  complete(code: string, cursor?: number): Promise<Completion>;
  /**
   * Stops the run that goes on. In a cross-origin isolated page the program gets a KeyboardInterrupt and the session keeps its variables;
   * elsewhere, and where the program does not heed it, its interpreter is killed: the run's result then says what was `lost`.
   */
  interrupt(): void;
  /** Ends the interpreter and forgets variables and files; the next run starts as the first one did. */
  reset(): Promise<void>;
  /** Every file of the session, to be kept by the embedder. */
  save(): Promise<OutputFile[]>;
  /** Resets the session and gives it these files instead of its own. */
  restore(files: readonly OutputFile[]): Promise<void>;
  /** Ends the session. Its stored files stay. */
  dispose(): void;
}

/** What a session needs of its sandbox. */
export interface SessionHouse {
  /** Of the session: what its runs are given unless they bring their own. */
  limits: Limits;
  /** That the sandbox runs. */
  languages: readonly string[];
  kernel(): Promise<Kernel>;
  run(inputs: Promise<RunInputs>, options: Pick<SessionRunOptions, "limits" | "onInput" | "functions">, session: NonNullable<RunParts["session"]>): KernelRun;
  onDispose(session: Session): void;
}

/** Milliseconds that the host waits for the kernel frame's own deadline on a question. */
const patience = 30_000;

export async function openSession(id: SessionId, options: SessionOptions, house: SessionHouse): Promise<Session> {
  // Its own options are read as a run's are, so that what is wrong with them is said now.
  const own = await readRunInputs({ code: "", ...runOptionsOf(options) }, house.languages, options.limits?.fileBytes);
  const storage = options.storage === undefined ? undefined : await openStorage(options.storage);
  const stored = (await storage?.load()) ?? [];
  return new KernelSession(id, options, own, stored, storage, house);
}

const runOptionsOf = ({ language, packages, files, env, seed, onInput }: SessionOptions): Omit<RunOptions, "code"> =>
  Object.fromEntries(Object.entries({ language, packages, files, env, seed, onInput }).filter(([, value]) => value !== undefined));

class KernelSession implements Session {
  /** Ends when the last run and question that were asked for have ended. */
  #queue: Promise<unknown> = Promise.resolve();
  #current: KernelRun | undefined;
  #waiting = new Set<KernelRun>();
  /** What the interpreter holds; undefined: there is none. */
  #state: SessionState | undefined;
  /** The session's files as they were after the last run that told, by path. */
  #files: Map<string, Uint8Array>;
  readonly #readOnly = new Set<string>();
  /** Whether the current run was given only what its interpreter has not. */
  #countsOnState = false;
  #kernel: Kernel | undefined;
  #disposed = false;

  constructor(
    readonly id: SessionId,
    private readonly options: SessionOptions,
    private readonly start: RunInputs,
    stored: readonly OutputFile[],
    private readonly storage: SessionStorage | undefined,
    private readonly house: SessionHouse,
  ) {
    this.#files = byPath([...start.files, ...stored]);
    this.#noteReadOnly(start.files);
  }

  run(program: Payload | SessionRunOptions): Run {
    if (this.#disposed) throw disposed("session");
    const before = this.#queue;
    const { limits, onInput = this.options.onInput, functions } = "vitrine" in program ? {} : program;
    const given = { limits: { ...this.options.limits, ...limits }, ...(onInput && { onInput }), ...(functions && { functions }) };
    // What a session runs is of its own language, whatever a payload says.
    const own = readRunInputs("vitrine" in program ? program : { ...program, language: this.start.language }, this.house.languages, this.options.limits?.fileBytes);
    // A run that is aborted before its turn does not take its turn.
    const inputs = before.then(() => (run.over ? own : this.#inputsOf(own, onInput)));
    const run: KernelRun = this.house.run(inputs, given, { id: this.id, own, onEnd: (end) => this.#ended(run, end) });
    this.#waiting.add(run);
    const forget = () => this.#waiting.delete(run);
    // One that was aborted has ended while the one before it may still go on.
    this.#queue = Promise.allSettled([before, run.result]).then(forget);
    void before.then(() => (this.#current = run));
    return run;
  }

  async variables(): Promise<Variable[]> {
    const answer = await this.#ask({ type: "variables" });
    return answer?.type === "variables" ? answer.variables : [];
  }

  async complete(code: string, cursor = code.length): Promise<Completion> {
    if (!Number.isInteger(cursor) || cursor < 0 || cursor > code.length) throw invalidArgument(`The cursor ${cursor} is not in the code.`, "Pass an index from 0 to the code's length.", { cursor });
    const answer = await this.#ask({ type: "completion", before: code.slice(0, cursor) });
    if (answer?.type !== "completion") return { matches: [], start: cursor };
    return { matches: answer.matches, start: cursor - answer.token.length };
  }

  interrupt(): void {
    this.#current?.interrupt();
  }

  async reset(): Promise<void> {
    await this.restore(this.start.files);
    this.#noteReadOnly(this.start.files);
  }

  async save(): Promise<OutputFile[]> {
    const answer = await this.#ask({ type: "files" });
    const files = answer?.type === "files" ? answer.files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) })) : [...this.#files].map(([path, bytes]) => ({ path, bytes: bytes.slice() }));
    return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  async restore(files: readonly OutputFile[]): Promise<void> {
    if (this.#disposed) throw disposed("session");
    const read = await readFiles(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])));
    await this.#inTurn(async () => {
      this.#kernel?.send({ type: "session-close", sessionId: this.id });
      this.#state = undefined;
      this.#files = byPath(read);
      this.#readOnly.clear();
      await this.storage?.save(this.#files);
    });
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const run of this.#waiting) run.abort();
    // After the abort, which kills the worker of the run that goes on.
    this.#kernel?.send({ type: "session-close", sessionId: this.id });
    this.#kernel?.forgetSession(this.id);
    this.house.onDispose(this);
  }

  /** What the run is given once it is its turn: a new interpreter needs everything, one that is there only what is new. */
  async #inputsOf(given: Promise<RunInputs>, onInput: OnInput | undefined): Promise<RunInputs> {
    const own = await given;
    this.#countsOnState = false;
    await this.#meetKernel();
    this.#countsOnState = this.#state !== undefined;
    for (const { path, bytes } of own.files) this.#files.set(path, bytes);
    this.#noteReadOnly(own.files);
    const { language, packages, env, seed } = this.start;
    return {
      ...own,
      language,
      packages: [...new Set([...packages, ...own.packages])],
      files: this.#state ? own.files : [...this.#files].map(([path, bytes]) => ({ path, bytes, readOnly: this.#readOnly.has(path) })),
      env: { ...env, ...own.env },
      seed,
      interactive: onInput !== undefined,
    };
  }

  #noteReadOnly(files: RunInputs["files"]): void {
    for (const { path, readOnly } of files) {
      if (readOnly) this.#readOnly.add(path);
      else this.#readOnly.delete(path);
    }
  }

  /** A run that has begun tells the loss in its result; one that waits would find an interpreter without what it counts on. */
  #kernelLost(reason: string): void {
    if (this.#current?.started) return;
    if (this.#state) this.#lose(reason);
    if (this.#countsOnState) this.#current?.lose(reason);
  }

  /** A frame that is gone took the interpreter with it. */
  async #meetKernel(): Promise<Kernel> {
    const kernel = await this.house.kernel();
    if (this.#kernel !== kernel) {
      // Gone before anybody looked.
      if (this.#kernel && this.#state) this.#lose("The kernel frame is gone.");
      this.#kernel = kernel;
      kernel.listenSession(this.id, (reason) => this.#kernelLost(reason));
    }
    return kernel;
  }

  async #ended(run: KernelRun, { status, error, session, files }: Ending): Promise<{ lost?: SessionLoss; warning?: string }> {
    if (this.#current === run) this.#current = undefined;
    for (const { path, bytes } of files) this.#files.set(path, new Uint8Array(bytes.slice(0)));
    const warning = this.#dropWhatIsTooMuch();
    if (!session) return { lost: this.#lose(error?.message ?? `The run ended with the status ${status}.`) };
    this.#state = session;
    const paths = new Set(session.paths);
    for (const path of this.#files.keys()) if (!paths.has(path)) this.#files.delete(path);
    try {
      await this.storage?.save(this.#files);
      return warning === undefined ? {} : { warning };
    } catch (thrown) {
      return { warning: (thrown as Error).message };
    }
  }

  /** The host keeps copies for as long as the session lives, so that a guest could fill its memory run by run. */
  #dropWhatIsTooMuch(): string | undefined {
    const { fileBytes } = this.house.limits;
    let total = 0;
    const dropped = [...this.#files].filter(([, bytes]) => (total += bytes.length) > fileBytes).map(([path]) => path);
    for (const path of dropped) this.#files.delete(path);
    return dropped.length > 0 ? `The session's files take more than ${fileBytes} bytes (limits.fileBytes); not kept for later: ${dropped.slice(0, 10).join(", ")}.` : undefined;
  }

  #lose(reason: string): SessionLoss {
    const state = this.#state;
    this.#state = undefined;
    // An interpreter that never ended a run had nothing that anybody knows of.
    const loss = { reason, variables: state?.variables ?? [], restoredFiles: [...this.#files.keys()].toSorted() };
    this.options.onLost?.(loss);
    return loss;
  }

  async #ask(question: SessionQuestion): Promise<SessionAnswer | null> {
    return this.#inTurn(async () => {
      const kernel = await this.#meetKernel();
      if (!this.#state) return null;
      const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
      return Promise.race([kernel.ask(this.id, question), late]);
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#disposed) throw disposed("session");
    const turn = this.#queue.then(() => {
      if (this.#disposed) throw disposed("session");
      return work();
    });
    this.#queue = turn.catch(() => {});
    return turn;
  }
}

const byPath = (files: readonly OutputFile[]) => new Map(files.map(({ path, bytes }) => [path, bytes]));
