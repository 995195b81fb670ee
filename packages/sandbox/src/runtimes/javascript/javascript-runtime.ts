import { type RunError, type SessionAnswer, type SessionQuestion, sharedLayout, type Variable, type WireFile, type WorkerBoot, type WorkerReport } from "@vitrine/protocol";
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from "quickjs-emscripten-core";
import guestText from "virtual:javascript-guest";
import type { BootContext, Interpreter, MemoryCap, Runtime, RuntimeContext } from "../runtime.ts";
import { type Clock, fixedClock, realClock } from "./clock.ts";
import { type GuestHost, hostFunctions } from "./host-functions.ts";
import { openEngine } from "./open-engine.ts";
import { type ReadSource, readSource } from "./read-program.ts";
import { callGuest, fromGuest, type Passed, Thrown, toGuest } from "./realm.ts";
import { type ReaderSource, type ReaderSources, runError, type ThrownFacts } from "./run-error.ts";
import { stripTypes } from "./strip-types.ts";

/** QuickJS looks up after so many calls and jumps backwards (JS_INTERRUPT_COUNTER_INIT in quickjs.c). Fuel is counted in these. */
const stepsPerPoll = 10_000;

/** Bytes of QuickJS's own stack: some five hundred plain calls. More, and in Chromium's workers the engine's own stack ends first, which the interpreter does not survive. */
const stackBytes = 96 * 1024;

/** Room to tell of a program that took all its memory. */
const tellingBytes = 16 * 1024 * 1024;

/** A script that may wait: its result is a promise of { value } (JS_EVAL_FLAG_ASYNC). */
const asyncScript = 1 << 7;

/** Begins the name of a module that is not there. */
const nowhere = "nowhere: ";

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
  readonly #guest: QuickJSHandle;
  #run!: RuntimeContext;
  #clock: Clock = realClock();
  #polls = 0;
  readonly #sources = new Map<string, ReaderSource>();
  #stop: Stop | undefined;
  #exitCode = 0;
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
    this.#capMemory();
    this.#runtime = engine.newRuntime();
    this.#runtime.setMaxStackSize(stackBytes);
    this.#runtime.setInterruptHandler(() => this.#poll());
    this.#context = this.#runtime.newContext();
    const context = this.#context;
    hostFunctions(context, this.#host()).consume((host) => context.setProp(context.global, "vitrineHost", host));
    this.#guest = context.unwrapResult(context.evalCode(`(() => { ${guestText}\nreturn vitrine; })()`, "vitrine:guest.js"));
    this.#runtime.setModuleLoader(
      (full) => this.#moduleText(full),
      (from, specifier) => this.#resolve(from, specifier),
    );
    this.#useCompiler();
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
      for (const { path, bytes, readOnly } of inputs.files) this.#call("mountFile", path, bytes.slice().buffer, readOnly).dispose();
      streams.phase("run");
      const value = await this.#program(read);
      streams.phase("render");
      this.#showLeftOver(read.flatMap(([, { lexicalNames }]) => lexicalNames));
      const code = this.#number("exitCode");
      return this.#report(code === 0 ? "ok" : "error", code === 0 ? null : exited(code), value, code);
    } catch (error) {
      return this.#failed(error, sources);
    }
  }

  ask(question: SessionQuestion): SessionAnswer {
    if (question.type === "variables") return { type: "variables", variables: this.#variables() };
    if (question.type === "completion") return { type: "completion", ...this.#complete(question.before) };
    return { type: "files", files: this.#files(true) };
  }

  #begin(run: RuntimeContext): void {
    const { file, args, env, stdin, interactive, seed, epoch } = { ...run.inputs, file: run.inputs.sources[0]!.name };
    this.#run = run;
    this.#runs += 1;
    this.#stop = undefined;
    this.#polls = 0;
    this.#clock = epoch === null ? realClock() : fixedClock(epoch);
    if (run.boot.shared) new Uint8Array(run.boot.shared as SharedArrayBuffer)[sharedLayout.interrupt] = 0;
    this.#memoryLimit = run.limits.memoryBytes;
    this.#call("start", JSON.stringify({ file, args, env, stdin, interactive, seed })).dispose();
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
    while (this.#number("waitsFor") > 0) await this.#turn();
    this.#call("beforeExit").dispose();
    this.#jobs();
    return value ?? null;
  }

  /** Shows what a last expression came to. */
  async #show(settled: QuickJSHandle): Promise<string | undefined> {
    const value = this.#context.getProp(settled, "value");
    const final = await this.#settled(value);
    try {
      const text = this.#callHandle("showValue", final.dup()).consume((handle) => fromGuest(this.#context, handle));
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
      if (this.#number("waitsFor") === 0) throw new Thrown(this.#context.newError({ name: "Error", message: "A top-level await never ended: nothing is left that could end it." }));
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
    this.#callHandle("takeUnhandled").consume((taken) => {
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
    this.#callHandle("showLeftOver", ...args).dispose();
  }

  #read(name: string, code: string, shared: boolean): ReadSource | { error: ThrownFacts; place: { source: string; line: number; column: number } } {
    try {
      return readSource(this.isTyped ? stripTypes(code, name, this.boot.scripts.typescript!) : code, shared);
    } catch (thrown) {
      return { error: { ...syntaxFacts(thrown), stack: "", code: null }, place: { source: name, ...syntaxPlace(thrown) } };
    }
  }

  #failed(error: unknown, sources: ReaderSources): WorkerReport {
    if (this.#stop === "exit") return this.#report(this.#exitCode === 0 ? "ok" : "error", this.#exitCode === 0 ? null : exited(this.#exitCode), null, this.#exitCode);
    if (this.#stop === "fuel") return this.#report("limit", outOfFuel(this.#run.limits.fuel));
    if (this.#stop === "interrupt") return this.#report("error", { ...noPlace, code: "UNCAUGHT_EXCEPTION", name: "KeyboardInterrupt", message: "", fix: "" });
    // The engine's own stack ended, or it aborted: it is not to be used again.
    if (!(error instanceof Thrown)) return this.#dead(error);
    this.#memoryLimit += tellingBytes;
    const facts = this.#describe(error.handle);
    if (facts.name === "InternalError" && facts.message === "out of memory") {
      const told = runError(facts, sources);
      return this.#report("limit", { ...told, code: "MEMORY_LIMIT", message: `out of memory (limits.memoryBytes is ${this.#run.limits.memoryBytes})`, fix: "Hold less in memory at once: work on the data in parts." });
    }
    return this.#report("error", runError(facts, sources));
  }

  #dead(error: unknown): WorkerReport {
    const deep = error instanceof RangeError;
    if (!deep && !(error instanceof WebAssembly.RuntimeError)) throw error;
    const facts = { name: deep ? "RangeError" : "InternalError", message: deep ? "Maximum call stack size exceeded" : "out of memory", stack: "", code: null };
    const told = runError(facts, new Map());
    const report = { status: deep ? ("error" as const) : ("limit" as const), error: deep ? told : { ...told, code: "MEMORY_LIMIT" as const }, value: null, exitCode: 1, files: [], peakMemoryBytes: this.#noteMemory(), fuel: this.#polls * stepsPerPoll, session: null };
    return report;
  }

  #describe(thrown: QuickJSHandle): ThrownFacts {
    try {
      return JSON.parse(this.#asText(this.#callHandle("describe", thrown))) as ThrownFacts;
    } catch {
      return { name: "Error", message: "what was thrown could not be read", stack: "", code: null };
    }
  }

  #report(status: WorkerReport["status"], error: RunError | null, value: string | null = null, exitCode = error ? 1 : 0): WorkerReport {
    const { inSession, limits } = this.#run;
    this.#stop = undefined;
    this.#runs += 1;
    this.#memoryLimit = limits.memoryBytes + tellingBytes;
    const fuel = this.#polls * stepsPerPoll;
    const files = this.#files(false);
    const session = inSession ? { variables: this.#variables(), paths: JSON.parse(this.#text("pathsText")) as string[] } : null;
    return { status, error, value, exitCode, files, peakMemoryBytes: this.#noteMemory(), fuel, session };
  }

  #files(all: boolean): WireFile[] {
    const context = this.#context;
    return this.#callHandle("takeFiles", all ? context.true : context.false).consume((list) => {
      const { fileCount, fileBytes } = this.#run.limits;
      const length = context.getProp(list, "length").consume((handle) => Number(fromGuest(context, handle)));
      const item = (index: number) => context.getProp(list, index).consume((handle) => fromGuest(context, handle));
      const files: WireFile[] = [];
      let bytes = 0;
      for (let at = 0; at + 1 < length; at += 2) {
        const [path, content] = [item(at), item(at + 1)];
        if (typeof path !== "string" || !(content instanceof ArrayBuffer)) continue;
        bytes += content.byteLength;
        if (files.length >= fileCount) this.#run.streams.cut({ what: "files", limit: "fileCount", made: length / 2 });
        else if (bytes > fileBytes) this.#run.streams.cut({ what: "files", limit: "fileBytes", made: bytes });
        else files.push({ path, bytes: content });
      }
      return files;
    });
  }

  #variables(): Variable[] {
    return (JSON.parse(this.#text("variablesText")) as Variable[]).slice(0, 10_000);
  }

  /** Names of the realm, or keys of an object that a plain path of names leads to. */
  #complete(before: string): { token: string; matches: string[] } {
    const [, path = "", token = ""] = /((?:[\w$]+\.)*)([\w$]*)$/.exec(before) ?? [];
    const matches = JSON.parse(this.#text("completions", path.slice(0, -1), token)) as string[];
    return { token, matches };
  }

  #poll(): boolean {
    this.#polls += 1;
    const { shared } = this.boot;
    this.#noteMemory();
    if (this.#run && this.#polls * stepsPerPoll > this.#run.limits.fuel) this.#stop ??= "fuel";
    if (shared && new Uint8Array(shared as SharedArrayBuffer)[sharedLayout.interrupt] === 2) this.#stop ??= "interrupt";
    return this.#stop !== undefined;
  }

  #noteMemory(): number {
    const bytes = this.engine.getWasmMemory().buffer.byteLength;
    if (bytes !== this.#memoryBytes) this.memory.grown((this.#memoryBytes = bytes));
    return bytes;
  }

  /** QuickJS's own limit counts nothing in this build; what it may not have, its memory refuses to grow to, and it throws "out of memory". */
  #capMemory(): void {
    const memory = this.engine.getWasmMemory();
    const grow = memory.grow.bind(memory);
    memory.grow = (pages) => {
      if (memory.buffer.byteLength + pages * 65_536 > this.#memoryLimit) throw new RangeError("limits.memoryBytes");
      return grow(pages);
    };
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
      this.#call(name, ...args).dispose();
    } catch {
      // What ended the program there shows in the next turn: `#stop`, or what the guest's own loop kept.
    }
    this.#news.resolve();
  }

  /** The binding drops what is thrown here and loads "" instead: where there is nothing, the name says why, and loading it fails. */
  #resolve(from: string, specifier: string): string {
    try {
      return this.#text("resolveFrom", specifier, from.startsWith("/") || from.startsWith("node:") ? from : `/work/${from}`);
    } catch (error) {
      return nowhere + this.#asError(error).message;
    }
  }

  #moduleText(full: string): string | { error: Error } {
    if (!full.startsWith("/") && !full.startsWith("node:")) return { error: new Error(full.replace(nowhere, "")) };
    try {
      const bridge = this.#callHandle("bridgeSource", this.#context.newString(full)).consume((handle) => fromGuest(this.#context, handle));
      if (typeof bridge === "string") return bridge;
      return this.#plain(full, this.#text("fileText", full));
    } catch (error) {
      return { error: this.#asError(error) };
    }
  }

  #plain(full: string, code: string): string {
    return full.endsWith(".ts") && this.boot.scripts.typescript !== undefined ? stripTypes(code, full, this.boot.scripts.typescript) : code;
  }

  #asError(error: unknown): Error {
    if (!(error instanceof Thrown)) return error instanceof Error ? error : new Error(String(error));
    const { name, message, code } = this.#describe(error.handle);
    return Object.assign(new Error(message), { name, code });
  }

  /** CommonJS files are functions: what wraps them stands on their first line. */
  #useCompiler(): void {
    const context = this.#context;
    const compile = context.newFunction("compile", (full, text) => {
      const name = context.getString(full);
      return context.evalCode(`(function (exports, require, module, __filename, __dirname) { ${this.#plain(name, context.getString(text))}\n})`, name);
    });
    this.#callHandle("useCompiler", compile).dispose();
  }

  #call(name: string, ...args: Passed[]): QuickJSHandle {
    return this.#callHandle(name, ...args.map((arg) => toGuest(this.#context, arg)));
  }

  #callHandle(name: string, ...args: QuickJSHandle[]): QuickJSHandle {
    return callGuest(this.#context, this.#guest, name, args);
  }

  #number(name: string): number {
    return Number(this.#call(name).consume((handle) => fromGuest(this.#context, handle)));
  }

  #text(name: string, ...args: Passed[]): string {
    return this.#asText(this.#call(name, ...args));
  }

  #asText(handle: QuickJSHandle): string {
    const value = handle.consume((held) => fromGuest(this.#context, held));
    return typeof value === "string" ? value : "";
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

const noPlace = { traceback: "", source: null, line: null, column: null };
const exited = (code: number): RunError => ({ ...noPlace, code: "EXIT", name: "Exit", message: `process.exit(${code})`, fix: "End the program without a non-zero exit code." });
const outOfFuel = (fuel: number): RunError => ({ ...noPlace, code: "FUEL_EXHAUSTED", name: "fuel", message: `The program did more than ${fuel} steps (limits.fuel).`, fix: "Make the program do less, and its loops end." });

/** What a parser says of a text that does not parse. */
function syntaxFacts(thrown: unknown): { name: string; message: string } {
  const { message } = thrown as { message?: unknown };
  return { name: "SyntaxError", message: String(message ?? thrown).replace(/ \(\d+:\d+\)$/, "") };
}

/** Acorn counts columns from 0; Amaro gives `startLine` and `startColumn`. */
function syntaxPlace(thrown: unknown): { line: number; column: number } {
  const { loc, startLine, startColumn } = thrown as { loc?: { line: number; column: number }; startLine?: number; startColumn?: number };
  return loc ? { line: loc.line, column: loc.column + 1 } : { line: startLine ?? 1, column: (startColumn ?? 0) + 1 };
}
