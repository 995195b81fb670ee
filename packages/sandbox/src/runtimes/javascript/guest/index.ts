/** What programs find in their realm beside the language: the platform's and Node's usual things, as far as a sealed program needs them. Gives the worker its handles. */
import { Buffer, installBuffer } from "./buffer.ts";
import { installConsole, resetConsole } from "./console.ts";
import { bundleOf, display, drew, installDisplay, isDrawing, noteGiven, resetDisplay, wasShown } from "./display.ts";
import { installEncoding } from "./encoding.ts";
import { EventEmitter } from "./events.ts";
import { installEventTarget } from "./event-target.ts";
import { installFetch } from "./fetch.ts";
import { filePaths, mountFile, takeFiles } from "./files.ts";
import { define } from "./host.ts";
import { inspect, ownFrames } from "./inspect.ts";
import { installIntl } from "./intl.ts";
import { type Compile, mainModule, moduleSource, resolveModule, setCompiler, startModules } from "./modules.ts";
import { moduleText } from "./files.ts";
import { forgetPending, pendingCount, settle } from "./pending.ts";
import { installProcess, process, startProcess } from "./process.ts";
import { installRandom, seedRandom } from "./random.ts";
import { emit } from "./outputs.ts";
import { readStdin, setBufferMaker, setStdin } from "./stdin.ts";
import { installStructuredClone } from "./structured-clone.ts";
import { forgetTimers, installTimers, Timeout, timerCount, wake } from "./timers.ts";
import { installUrl } from "./url.ts";
import { callBack, takeUnhandled, watch } from "./unhandled.ts";
import { noteBuiltins, ownNames, variables } from "./variables.ts";

for (const install of [installTimers, installEncoding, installUrl, installIntl, installEventTarget, installStructuredClone, installRandom, installBuffer, installConsole, installFetch, installDisplay, installProcess]) install();
setBufferMaker((chunk) => Buffer.from(chunk));
define("global", globalThis);
Object.defineProperty(globalThis, Symbol.for("vitrine.watch"), { value: watch });
Object.defineProperty(globalThis, Symbol.for("vitrine.invoke"), { value: invoke });

interface Start {
  file: string;
  args: string[];
  env: Record<string, string>;
  stdin: string;
  interactive: boolean;
  seed: number | null;
  variables: Record<string, string>;
}

let started = false;

/** Readies everything for a run. */
export function start(text: string): void {
  const { file, args, env, stdin, interactive, seed, variables: given } = JSON.parse(text) as Start;
  forgetTimers();
  forgetPending();
  takeUnhandled();
  resetConsole();
  resetDisplay();
  startProcess(file, args, env);
  setStdin(stdin, interactive);
  seedRandom(seed);
  if (!started) {
    started = true;
    startModules(file);
    noteBuiltins();
  }
  for (const [name, json] of Object.entries(given)) {
    const value: unknown = JSON.parse(json);
    noteGiven(value);
    define(name, value);
  }
}

/** Why the program goes on: what it waits for. 0: nothing. */
export const waitsFor = (): number => pendingCount() + timerCount();

/** What a last expression came to, shown; its text. Nothing, and things that nobody means to see, give undefined. */
export function showValue(value: unknown): string | undefined {
  if (value === undefined || value instanceof Timeout || value instanceof EventEmitter || value === mainModule.exports) return undefined;
  display(value);
  return isDrawing(value) ? String(bundleOf(value)["text/plain"] ?? inspect(value, { depth: 0 })) : inspect(value);
}

const figureName = /^(fig|figure|figs|figures|chart|plot|spec)$/i;

/** Shows the drawings that the program left in variables: those that are called so, and where it drew nothing, any. `lexical`: names and values in turn. */
export function showLeftOver(...lexical: unknown[]): void {
  const held = new Map<string, unknown>(ownNames().map((name) => [name, globalThis[name as never]]));
  for (let at = 0; at < lexical.length; at += 2) held.set(String(lexical[at]), lexical[at + 1]);
  const exported = mainModule.exports as { default?: unknown };
  if (isDrawing(exported, true)) held.set("module.exports", exported);
  const named = [...held].filter(([name]) => figureName.test(name) || name === "module.exports");
  const found = named.flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value])).filter((value) => isDrawing(value));
  for (const value of found) if (!wasShown(value as object)) display(value);
  if (!drew) for (const value of held.values()) if (isDrawing(value, true) && !wasShown(value as object)) display(value);
}

/** What the engine is doing. The class is taken before any program runs. */
const OwnError = Error;
export const stackText = (): string => new OwnError().stack ?? "";

/** What was thrown, as JSON. */
export function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return JSON.stringify({ name: "Uncaught", message: inspect(thrown), stack: "", code: null });
  // The program may have put anything there.
  const { name, message, stack } = thrown as { name: unknown; message: unknown; stack?: unknown };
  const { code } = thrown as { code?: unknown };
  const cause = "cause" in thrown && thrown.cause instanceof Error ? `${thrown.cause.name}: ${thrown.cause.message}` : null;
  return JSON.stringify({ name: String(name), message: String(message), stack: ownFrames(stack), code: typeof code === "string" ? code : null, cause });
}

/** Calls the function that the program made to be used by, on the JSON in its standard input: its module's export, the default one, or one that is called main. */
async function invoke(): Promise<void> {
  const { exports } = mainModule;
  const main = [exports, (exports as { default?: unknown } | undefined)?.default, globalThis["main" as never]].find((each) => typeof each === "function") as ((given: unknown) => unknown) | undefined;
  if (!main) throw new TypeError("The code defines no function to call. Write module.exports = function (input) { … } or export default function (input) { … }.");
  const result = await main(JSON.parse(readStdin()));
  emit({ "application/json": result ?? null }, undefined, { vitrine: "result" });
}

/** Sets what compiles a CommonJS file. */
export const useCompiler = (compile: Compile): void => setCompiler(compile);

/** Where the worker's module loader leads, and what stands there. */
export const resolveFrom = (specifier: string, from: string): string => resolveModule(specifier, from);
export const bridgeSource = (full: string): string | undefined => moduleSource(full);
export const fileText = (full: string): string | undefined => moduleText(full);

/** What may stand after a path of names: names of the realm, or keys of what the path leads to. */
export function completions(path: string, token: string): string {
  const names = new Set<string>();
  let held: unknown = globalThis;
  for (const name of path === "" ? [] : path.split(".")) held = (held as Record<string, unknown> | null | undefined)?.[name];
  for (let each = held; each !== null && each !== undefined; each = Object.getPrototypeOf(Object(each))) Object.getOwnPropertyNames(Object(each)).forEach((name) => void names.add(name));
  return JSON.stringify([...names].filter((name) => name.startsWith(token) && /^[\w$]+$/.test(name)).toSorted().slice(0, 1000));
}

export const exitCode = (): number => process.exitCode ?? 0;
/** Hears of a program that ends by itself. */
export const beforeExit = (): void => callBack(() => void process.emit("exit", process.exitCode ?? 0));
export const variablesText = (): string => JSON.stringify(variables());
export const pathsText = (): string => JSON.stringify(filePaths());
/** The broker's answer: what it says as JSON, and its body. */
export const settleFetch = (id: number, text: string, body: ArrayBuffer | undefined): void => settle(id, { ...(JSON.parse(text) as object), body: body ?? new ArrayBuffer(0) });
export { mountFile, settle, takeFiles, takeUnhandled, wake };
