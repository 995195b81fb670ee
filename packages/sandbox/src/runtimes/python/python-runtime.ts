import { packageTable, type RunError, type SessionAnswer, type SessionQuestion, type SessionState, sharedLayout, type Variable, type WireOutput, type WireProfile, type WorkerBoot, type WorkerReport } from "@vitrine/protocol";
import { realNow } from "../real-now.ts";
import type { Interpreter, Runtime, RuntimeContext } from "../runtime.ts";
import { bootPyodide } from "./boot-pyodide.ts";
import { allFiles, collectFiles, type FileStamps, mountFiles, relativePath, stampFiles } from "./files.ts";
import { type FixedClock, fixChance, fixClock } from "./fixed-world.ts";
import { connectGlue, installGlue } from "./glue.ts";
import { freeze, inOrder, packPackages, restore } from "./image.ts";
import type { HeldPackages } from "./held-packages.ts";
import { installPackages, mountedModules } from "./install-packages.ts";
import { limitRecursion } from "./limit-recursion.ts";
import { ReadOnlyGuard } from "./read-only-guard.ts";
import { Sampler } from "./sampler.ts";
import type { PyCallable, Pyodide, PyProxy } from "./pyodide.d.ts";

/** What glue/program.py says of a run, as JSON. */
interface ProgramReport {
  status: "ok" | "error" | "limit";
  error: RunError | null;
  value: string | null;
  exitCode: number;
}

/** What glue/program.py finds out before the run, as JSON. `report` is set where the code does not even parse. */
interface Preparation {
  imports: string[];
  requirements: string[];
  report: ProgramReport | null;
}

/** Python by Pyodide: boot once, then for each program install, run, extract. */
export const pythonRuntime: Runtime = {
  async open(context, start) {
    const { image } = context.boot;
    const scratch = async () => {
      const pyodide = await bootPyodide(context, start);
      installGlue(pyodide);
      return { pyodide, held: undefined };
    };
    let refused: string | null = null;
    if (image) {
      try {
        return { interpreter: new PythonInterpreter(await restore(context, image), scratch, context.boot), refused };
      } catch (error) {
        // No run fails for its image.
        refused = String(error);
      }
    }
    return { interpreter: new PythonInterpreter(await scratch(), scratch, context.boot), refused };
  },
  pack: packPackages,
  freeze,
};

/** An interpreter that is up; `held`: the packages of the image that it goes on from. */
interface Started {
  pyodide: Pyodide;
  held: HeldPackages | undefined;
}

class PythonInterpreter implements Interpreter {
  #started!: Started;
  // Taken now: after os._exit the interface refuses everything, and what it wrote is still there.
  #fs!: Pyodide["FS"];
  #module!: Pyodide["_module"];
  #program!: PyProxy;
  /** Of the run that goes on, or went on last. */
  #context!: RuntimeContext;
  /** Whether it is the first. */
  #isFirst = true;
  /** Packages that were installed before it. */
  #ahead: string[] = [];
  #stamps: FileStamps = new Map();
  #readOnly!: ReadOnlyGuard;
  /** Then Pyodide's loader prints what it loads, which nobody asked for. */
  #installing = false;
  readonly #sampler = new Sampler();
  /** Where the run's clock is fixed. */
  #clock: FixedClock | undefined;
  readonly #packages;

  constructor(
    started: Started,
    private readonly scratch: () => Promise<Started>,
    private readonly boot: WorkerBoot,
  ) {
    this.#packages = packageTable((JSON.parse(boot.texts.lock!) as { packages: Parameters<typeof packageTable>[0] }).packages);
    this.#begin(started);
  }

  #begin(started: Started): void {
    const { pyodide, held } = (this.#started = started);
    this.#fs = pyodide.FS;
    this.#readOnly = new ReadOnlyGuard(pyodide.FS);
    this.#module = pyodide._module;
    this.#interruptible(false);
    const current = () => this.#context;
    this.#ahead = [];
    if (held) held.onInstall = (name) => (this.#context ? this.#context.streams.packagesHeld([name]) : this.#ahead.push(name));
    connectStreams(pyodide, current, () => this.#installing);
    this.#program = connectGlue(pyodide, { ...outputSink(current), limit_recursion: () => limitRecursion(pyodide), interruptible: (on: boolean) => this.#interruptible(on), sample_weight: () => this.#sampler.takeWeight(), clock_passed: () => this.#clock!.passed(), pass_clock_to: (milliseconds: number) => this.#clock!.passTo(milliseconds) });
  }

  async furnish(names: string[]): Promise<void> {
    const { held, pyodide } = this.#started;
    const those = names.filter((name) => held?.has(name));
    this.#installing = true;
    await pyodide.loadPackage(those, { messageCallback() {}, errorCallback() {} }).finally(() => (this.#installing = false));
  }

  async run(context: RuntimeContext): Promise<WorkerReport> {
    this.#isFirst = !this.#context;
    this.#context = context;
    this.#clearInterrupt();
    const { inputs, streams } = context;
    const prepared = this.#prepare();
    if (prepared.report) return this.#finish(prepared.report);

    streams.phase("install");
    let { asked, failure } = await this.#install(prepared);
    const misfit = this.#misfit(asked);
    if (misfit) {
      streams.log("info", `The interpreter was started from scratch, as in the image ${misfit}.`);
      this.#begin(await this.scratch());
      ({ failure } = await this.#install(this.#prepare()));
    } else if (this.#isFirst && this.#ahead.length > 0) streams.packagesHeld(this.#ahead);
    if (failure) return this.#finish({ status: "error", error: failure, value: null, exitCode: 1 });
    mountFiles(this.#fs, this.#readOnly, inputs.files);

    streams.phase("run");
    if (this.#isFirst) this.#fixWorld();
    const report = await callProgram(this.#program.run!);
    streams.phase("render");
    // Who left by os._exit has no interpreter any more.
    const rendered = report.gone ? report : await callProgram(this.#program.render!);
    return this.#finish(report.error ? report : { ...report, ...rendered, value: report.value }, true);
  }

  ask(question: SessionQuestion): SessionAnswer {
    const answers: { [T in SessionQuestion["type"]]: () => Extract<SessionAnswer, { type: T }> } = {
      variables: () => ({ type: "variables", variables: this.#variables() }),
      completion: () => ({ type: "completion", ...(JSON.parse(this.#program.complete!((question as { before: string }).before) as string) as { token: string; matches: string[] }) }),
      files: () => ({ type: "files", files: allFiles(this.#fs, this.#context.limits) }),
    };
    return answers[question.type]();
  }

  /** After the installation, which takes its time and chance from the reader's world. */
  #fixWorld(): void {
    const { seed, epoch } = this.#context.inputs;
    if (seed !== null) fixChance(seed);
    if (epoch !== null) this.#clock = fixClock(epoch);
  }

  /** Parses the program. */
  #prepare(): Preparation {
    return JSON.parse(this.#program.prepare!(inputsFor(this.#context)) as string) as Preparation;
  }

  async #install(prepared: Preparation): ReturnType<typeof installPackages> {
    this.#installing = true;
    return installPackages(this.#started.pyodide, this.#packages, this.#context, prepared).finally(() => (this.#installing = false));
  }

  /** Why what the image holds is not what this run is to have, told before anything of the guest ran; else empty. */
  #misfit(asked: readonly string[]): string {
    const { held, pyodide } = this.#started;
    const needless = this.#isFirst ? this.#ahead.filter((name) => !new Set(inOrder(asked, this.boot.texts.lock!)).has(name)) : [];
    if (needless.length > 0) return `${needless.join(", ")} came before the program was whole`;
    return held && this.#isFirst ? (pyodide.pyimport("_vitrine.shelf").misfit!(JSON.stringify(mountedModules(this.#context.inputs.files))) as string) : "";
  }

  #finish(report: ProgramReport & { gone?: true }, ran = false): WorkerReport {
    const { status, error, value, exitCode } = report;
    const { memoryBytes } = this.#context.limits;
    return {
      status,
      error: error && { ...error, message: error.message.replace("(limits.memoryBytes)", () => `(limits.memoryBytes is ${memoryBytes})`) },
      value,
      exitCode,
      files: ran ? collectFiles(this.#fs, this.#context, this.#stamps) : [],
      peakMemoryBytes: this.#module.HEAP8.byteLength,
      fuel: null,
      session: this.#context.inSession && !report.gone ? this.#state() : null,
    };
  }

  /**
   * Where the interpreter looks for an interrupt: while the program runs, and not our own code, in the memory that the frame shares. Otherwise in a
   * byte of its own: it then calls JavaScript now and then to look, and only there WebKit lets a worker that computes in WebAssembly be
   * terminated. Without any, a killed endless loop computes on for ever.
   */
  #interruptible(on: boolean): void {
    const { shared } = this.boot;
    const buffer = on && shared ? new Uint8Array(shared as SharedArrayBuffer, sharedLayout.interrupt, 1) : new Uint8Array(1);
    this.#started.pyodide.setInterruptBuffer(on && this.#context.inputs.profile ? this.#sampler.over(buffer) : buffer);
  }

  /** One that came too late for its own run must not stop the next. */
  #clearInterrupt(): void {
    const { shared } = this.boot;
    if (shared) new Uint8Array(shared as SharedArrayBuffer)[sharedLayout.interrupt] = 0;
  }

  #state(): SessionState {
    this.#clearInterrupt();
    this.#stamps = stampFiles(this.#fs);
    return { variables: this.#variables(), paths: [...this.#stamps.keys()].map(relativePath) };
  }

  #variables(): Variable[] {
    return JSON.parse(this.#program.variables!() as string) as Variable[];
  }
}

/**
 * Calls run() or render(). Python may wait for JavaScript in the midst of synchronous code where the engine can (JSPI); there a
 * fatal error does not reject the call, it is only reported to the worker. Rejects when the interpreter died.
 */
async function callProgram(call: PyCallable): Promise<ProgramReport & { gone?: true }> {
  const fatal = Promise.withResolvers<never>();
  const onRejection = ({ reason }: PromiseRejectionEvent) => isFatal(reason) && fatal.reject(reason);
  const onError = ({ error }: ErrorEvent) => isFatal(error) && fatal.reject(error);
  addEventListener("unhandledrejection", onRejection);
  addEventListener("error", onError);
  try {
    const text = await Promise.race(["Suspending" in WebAssembly ? call.callPromising() : call(), fatal.promise]);
    return JSON.parse(text as string) as ProgramReport;
  } catch (error) {
    const status = exitStatus(error);
    if (interrupted(error)) return { status: "error", error: { ...noPlace, code: "UNCAUGHT_EXCEPTION", name: "KeyboardInterrupt", message: "", fix: "" }, value: null, exitCode: 1 };
    if (status === undefined) throw error;
    return { status: status === 0 ? "ok" : "error", error: status === 0 ? null : exited(status), value: null, exitCode: status, gone: true };
  } finally {
    removeEventListener("unhandledrejection", onRejection);
    removeEventListener("error", onError);
  }
}

/** What ends the interpreter: a trap, the JavaScript stack's end, an exit past Python's own, or whatever Pyodide gave itself up for. */
function isFatal(error: unknown): boolean {
  return (error as { pyodide_fatal_error?: true } | null)?.pyodide_fatal_error === true || error instanceof WebAssembly.RuntimeError || error instanceof RangeError || exitStatus(error) !== undefined;
}

/** An interrupt that arrived while our own code ran, before or after the program's. */
const interrupted = (error: unknown) => /^KeyboardInterrupt/m.test((error as { message?: string } | null)?.message ?? "");
const noPlace = { traceback: "", source: null, line: null, column: null };

/** The status that Emscripten exited with; it has no class or name of its own in both distributions. */
function exitStatus(error: unknown): number | undefined {
  const [, status] = /^Program terminated with exit\((\d+)\)/.exec((error as { message?: string } | null)?.message ?? "") ?? [];
  return status === undefined ? undefined : Number(status);
}

function exited(status: number): RunError {
  return { code: "EXIT", name: "SystemExit", message: `os._exit(${status})`, fix: "End the program without a non-zero exit code.", ...noPlace };
}

/** What the program needs to know; its files are mounted apart. */
function inputsFor({ boot: { texts: { indexUrl } }, inputs: { sources, stdin, args, env, seed, epoch, interactive, variables, functions, profile }, inSession }: RuntimeContext): string {
  return JSON.stringify({ sources, stdin, args, env, seed, epoch, interactive, variables, functions, profile, indexUrl, inSession });
}

function connectStreams(pyodide: Pyodide, context: () => RuntimeContext, isMute: () => boolean): void {
  const writer = (stream: "stdout" | "stderr") => ({
    isatty: false,
    write(bytes: Uint8Array) {
      if (stream === "stderr" || !isMute()) context().streams.write(stream, bytes);
      return bytes.length;
    },
  });
  pyodide.setStdout(writer("stdout"));
  pyodide.setStderr(writer("stderr"));
}

/** What the glue calls. */
function outputSink(context: () => RuntimeContext) {
  return {
    /** Parts are [MIME type, text, bytes, or JSON text and the bytes of its numbers]. */
    emit(id: string, parts: Iterable<[string, string | Uint8Array | [string, Uint8Array]]>, metadata: string) {
      const data: WireOutput["data"] = {};
      for (const [mime, part] of parts) data[mime] = typeof part === "string" ? part : Array.isArray(part) ? { json: part[0], numbers: part[1].slice().buffer } : part.slice().buffer;
      context().streams.output({ id, data, metadata });
    },
    clear: () => context().streams.clearOutputs(),
    take_denials: () => context().takeDenials(),
    log: (level: "info" | "warn", text: string) => context().streams.log(level, text),
    line_reached: (source: string, line: number) => context().streams.lineReached(source, line),
    real_now: realNow,
    profile: (text: string) => context().streams.profile(JSON.parse(text) as WireProfile),
    // Undefined is None in Python; null is not.
    ask_input: async (prompt: string) => (await context().askInput(prompt)) ?? undefined,
    ask_input_sync: (prompt: string) => context().askInputSync?.(prompt) ?? undefined,
    can_ask_sync: () => context().askInputSync !== undefined,
  };
}
