import { type RunError, type SessionAnswer, type SessionQuestion, sharedLayout, type WorkerBoot, type WorkerReport } from "@vitrine/protocol";
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from "quickjs-emscripten-core";
import guestText from "virtual:javascript-guest";
import type { BootContext, Interpreter, MemoryCap, Runtime, RuntimeContext } from "../runtime.ts";
import { capMemory } from "./cap-memory.ts";
import { type Clock, fixedClock, realClock } from "./clock.ts";
import { deadEnd, exited, interrupted, outOfFuel, outOfMemory, syntaxError } from "./endings.ts";
import { serveModules } from "./guest-modules.ts";
import { GuestRealm } from "./guest-realm.ts";
import { completionsOf, takeFiles, variablesOf } from "./guest-state.ts";
import { type GuestHost, hostFunctions } from "./host-functions.ts";
import { openEngine } from "./open-engine.ts";
import { type ReadSource, readSource } from "./read-program.ts";
import { fromGuest, type Passed, Thrown } from "./realm.ts";
import { type ReaderSource, type ReaderSources, runError } from "./run-error.ts";
import { Samples } from "./samples.ts";
import { stripTypes } from "./strip-types.ts";

/** QuickJS looks up after so many calls and jumps backwards (JS_INTERRUPT_COUNTER_INIT in quickjs.c). Fuel is counted in these. */
const stepsPerPoll = 10_000;

/** Bytes of QuickJS's own stack: some five hundred plain calls. More, and in Chromium's workers the engine's own stack ends first, which the interpreter does not survive. */
const stackBytes = 96 * 1024;

/** Room to tell of a program that took all its memory. */
const tellingBytes = 16 * 1024 * 1024;

/** A script that may wait: its result is a promise of { value } (JS_EVAL_FLAG_ASYNC). */
const asyncScript = 1 << 7;

/** Why the engine is made to stop. */
type Stop = "exit" | "fuel" | "interrupt";
class Stopped {
  constructor(readonly why: Stop) {}
}

/** JavaScript and TypeScript by QuickJS: the guest's code runs in a realm of its own inside of the worker's. */
export const javascriptRuntime: Runtime = {
  async open({ boot, memory }: BootContext, { language }) {
    importScripts(boot.scripts.parser!);
    return { interpreter: new JavascriptInterpreter(await openEngine(boot), boot, memory, language === "typescript"), refused: null };
  },
};

class JavascriptInterpreter implements Interpreter {
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  readonly #guest: GuestRealm;
  #run!: RuntimeContext;
  #clock: Clock = realClock();
  #polls = 0;
  readonly #sources = new Map<string, ReaderSource>();
  #stop: Stop | undefined;
  #exitCode = 0;
  #samples: Samples | undefined;
  #memoryBytes = 0;
  #memoryLimit: number;
  /** Resolves when something came that the program waits for. */
  #news = Promise.withResolvers<void>();
  /** Tells what belongs to a run that has ended. */
  #runs = 0;

  constructor(
    private readonly engine: QuickJSWASMModule,
    private readonly boot: WorkerBoot,
    private readonly memory: MemoryCap,
    private readonly isTyped: boolean,
  ) {
    this.#memoryLimit = memory.limit;
    capMemory(engine.getWasmMemory(), () => this.#memoryLimit);
    this.#runtime = engine.newRuntime();
    this.#runtime.setMaxStackSize(stackBytes);
    this.#runtime.setInterruptHandler(() => this.#poll());
    this.#context = this.#runtime.newContext();
    const context = this.#context;
    hostFunctions(context, this.#host()).consume((host) => context.setProp(context.global, "vitrineHost", host));
    this.#guest = new GuestRealm(context, context.unwrapResult(context.evalCode(`(() => { ${guestText}\nreturn vitrine; })()`, "vitrine:guest.js")));
    serveModules(this.#runtime, this.#guest, (full, code) => this.#plain(full, code));
    this.#noteMemory();
  }

  async run(run: RuntimeContext): Promise<WorkerReport> {
    this.#begin(run);
    const { inputs, streams, inSession } = run;
    const sources = this.#sources;
    for (const source of sources.values()) source.earlier = true;
    for (const { name, code } of inputs.sources) sources.set(name, { code, earlier: false });
    try {
      const shared = inSession || inputs.sources.length > 1;
      const read: [string, ReadSource][] = [];
      for (const { name, code } of inputs.sources) {
        const source = this.#read(name, code, shared);
        if ("error" in source) return this.#report("error", runError(source.error, sources, source.place));
        sources.set(name, { code, edits: source.edits, earlier: false });
        read.push([name, source]);
      }
      for (const { path, bytes, readOnly } of inputs.files) this.#guest.call("mountFile", path, bytes.slice().buffer, readOnly).dispose();
      streams.phase("run");
      const value = await this.#program(read);
      streams.phase("render");
      this.#showLeftOver(read.flatMap(([, { lexicalNames }]) => lexicalNames));
      const code = this.#guest.number("exitCode");
      return this.#report(code === 0 ? "ok" : "error", code === 0 ? null : exited(code), value, code);
    } catch (error) {
      return this.#failed(error, sources);
    }
  }

  ask(question: SessionQuestion): SessionAnswer {
    if (question.type === "variables") return { type: "variables", variables: variablesOf(this.#guest) };
    if (question.type === "completion") return { type: "completion", ...completionsOf(this.#guest, question.before) };
    return { type: "files", files: takeFiles(this.#guest, true, this.#run.limits, this.#run.streams) };
  }

  #begin(run: RuntimeContext): void {
    const { file, args, env, stdin, interactive, seed, epoch, variables } = { ...run.inputs, file: run.inputs.sources[0]!.name };
    this.#run = run;
    this.#runs += 1;
    this.#stop = undefined;
    this.#polls = 0;
    this.#clock = epoch === null ? realClock() : fixedClock(epoch);
    if (run.boot.shared) new Uint8Array(run.boot.shared as SharedArrayBuffer)[sharedLayout.interrupt] = 0;
    this.#memoryLimit = run.limits.memoryBytes;
    this.#guest.call("start", JSON.stringify({ file, args, env, stdin, interactive, seed, variables })).dispose();
    this.#samples = run.inputs.profile ? new Samples() : undefined;
    this.#polls = 0;
  }

  /** Runs the sources and whatever they leave in the event loop; gives the last one's value as text. */
  async #program(sources: [string, ReadSource][]): Promise<string | null> {
    let value: string | undefined;
    for (const [index, [name, { code, hasValue }]] of sources.entries()) {
      const result = this.#unwrap(this.#context.evalCode(code, name, asyncScript));
      const settled = await this.#settled(result);
      if (index === sources.length - 1 && hasValue) value = await this.#show(settled);
      settled.dispose();
    }
    while (this.#guest.number("waitsFor") > 0) await this.#turn();
    this.#guest.call("beforeExit").dispose();
    this.#jobs();
    return value ?? null;
  }

  /** Shows what a last expression came to. */
  async #show(settled: QuickJSHandle): Promise<string | undefined> {
    const value = this.#context.getProp(settled, "value");
    const final = await this.#settled(value);
    try {
      const text = this.#guest.callWith("showValue", final.dup()).consume((handle) => fromGuest(this.#context, handle));
      return typeof text === "string" ? text.slice(0, 1 << 20) : undefined;
    } finally {
      if (final.alive) final.dispose();
    }
  }

  /** What a promise comes to, while the event loop goes on. Throws `Thrown` and `Stopped`. */
  async #settled(promise: QuickJSHandle): Promise<QuickJSHandle> {
    for (;;) {
      this.#jobs();
      const state = this.#context.getPromiseState(promise);
      if (state.type === "fulfilled") {
        if (!state.notAPromise) promise.dispose();
        return state.value;
      }
      if (state.type === "rejected") throw new Thrown(state.error);
      if (this.#guest.number("waitsFor") === 0) throw new Thrown(this.#context.newError({ name: "Error", message: "A top-level await never ended: nothing is left that could end it." }));
      await this.#turn();
    }
  }

  async #turn(): Promise<void> {
    await this.#news.promise;
    this.#news = Promise.withResolvers();
    this.#jobs();
  }

  /** Runs what promises have queued, one by one: an endless chain of them is seen. */
  #jobs(): void {
    do {
      this.#checkStop();
      const result = this.#runtime.executePendingJobs(1);
      this.#checkStop();
      if (result.error) throw new Thrown(result.error);
    } while (this.#runtime.hasPendingJob());
    this.#guest.callWith("takeUnhandled").consume((taken) => {
      if (this.#context.typeof(taken) === "object") throw new Thrown(this.#context.getProp(taken, "error"));
    });
  }

  #showLeftOver(names: string[]): void {
    const context = this.#context;
    const args = names.flatMap((name) => {
      const result = context.evalCode(name, "vitrine:names.js");
      if (!result.error) return [context.newString(name), result.value];
      result.error.dispose();
      return [];
    });
    this.#guest.callWith("showLeftOver", ...args).dispose();
  }

  #read(name: string, code: string, shared: boolean): ReadSource | ReturnType<typeof syntaxError> {
    try {
      return readSource(this.isTyped ? stripTypes(code, name, this.boot.scripts.typescript!) : code, shared);
    } catch (thrown) {
      return syntaxError(thrown, name);
    }
  }

  #failed(error: unknown, sources: ReaderSources): WorkerReport {
    if (this.#stop === "exit") return this.#report(this.#exitCode === 0 ? "ok" : "error", this.#exitCode === 0 ? null : exited(this.#exitCode), null, this.#exitCode);
    if (this.#stop === "fuel") return this.#report("limit", outOfFuel(this.#run.limits.fuel));
    if (this.#stop === "interrupt") return this.#report("error", interrupted);
    // The engine's own stack ended, or it aborted: it is not to be used again.
    if (!(error instanceof Thrown)) return this.#dead(error);
    this.#memoryLimit += tellingBytes;
    const facts = this.#guest.describe(error.handle);
    if (facts.name === "InternalError" && facts.message === "out of memory") {
      return this.#report("limit", outOfMemory(runError(facts, sources), this.#run.limits.memoryBytes));
    }
    return this.#report("error", runError(facts, sources));
  }

  #dead(error: unknown): WorkerReport {
    const end = deadEnd(error);
    if (!end) throw error;
    return { ...end, value: null, exitCode: 1, files: [], peakMemoryBytes: this.#noteMemory(), fuel: this.#polls * stepsPerPoll, session: null };
  }

  #report(status: WorkerReport["status"], error: RunError | null, value: string | null = null, exitCode = error ? 1 : 0): WorkerReport {
    const { inSession, limits, streams } = this.#run;
    this.#stop = undefined;
    this.#runs += 1;
    this.#memoryLimit = limits.memoryBytes + tellingBytes;
    const fuel = this.#polls * stepsPerPoll;
    if (this.#samples) this.#run.streams.profile(this.#samples.end());
    const files = takeFiles(this.#guest, false, limits, streams);
    const session = inSession ? { variables: variablesOf(this.#guest), paths: JSON.parse(this.#guest.text("pathsText")) as string[] } : null;
    return { status, error, value, exitCode, files, peakMemoryBytes: this.#noteMemory(), fuel, session };
  }

  #poll(): boolean {
    this.#polls += 1;
    const { shared } = this.boot;
    this.#noteMemory();
    this.#sample();
    if (this.#run && this.#polls * stepsPerPoll > this.#run.limits.fuel) this.#stop ??= "fuel";
    if (shared && new Uint8Array(shared as SharedArrayBuffer)[sharedLayout.interrupt] === 2) this.#stop ??= "interrupt";
    return this.#stop !== undefined;
  }

  #sample(): void {
    this.#samples?.take(() => this.#guest.text("stackText"));
  }

  #noteMemory(): number {
    const bytes = this.engine.getWasmMemory().buffer.byteLength;
    if (bytes !== this.#memoryBytes) this.memory.grown((this.#memoryBytes = bytes));
    return bytes;
  }

  #checkStop(): void {
    if (this.#stop !== undefined) throw new Stopped(this.#stop);
  }

  #host(): GuestHost {
    return {
      run: () => this.#run,
      clock: () => this.#clock,
      text: (name) => this.boot.texts[name] ?? "",
      answer: () => {
        const run = this.#runs;
        return (name, ...args) => this.#later(run, name, args);
      },
      exit: (code) => {
        this.#exitCode = code;
        this.#stop ??= "exit";
      },
    };
  }

  #later(run: number, name: string, args: Passed[]): void {
    if (run !== this.#runs) return;
    try {
      this.#guest.call(name, ...args).dispose();
    } catch {
      // What ended the program there shows in the next turn: `#stop`, or what the guest's own loop kept.
    }
    this.#news.resolve();
  }

  #plain(full: string, code: string): string {
    return full.endsWith(".ts") && this.boot.scripts.typescript !== undefined ? stripTypes(code, full, this.boot.scripts.typescript) : code;
  }

  #unwrap(result: ReturnType<QuickJSContext["evalCode"]>): QuickJSHandle {
    this.#checkStopOf(result);
    if (result.error) throw new Thrown(result.error);
    return result.value;
  }

  #checkStopOf(result: { dispose(): void }): void {
    if (this.#stop === undefined) return;
    result.dispose();
    throw new Stopped(this.#stop);
  }
}
