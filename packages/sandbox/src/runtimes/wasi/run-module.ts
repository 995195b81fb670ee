import type { InterpreterCall } from "@vitrine/protocol";
import { AbsentCall, absentImports } from "./absent-imports.ts";
import { callExport } from "./call-export.ts";
import { FuelTank } from "./fuel-tank.ts";
import { backtrace, frameLimit, trapName } from "./module/backtrace.ts";
import { ModuleError } from "./module/module-error.ts";
import type { PreparedModule } from "./module/prepare-module.ts";
import type { FuelSamples } from "./fuel-samples.ts";
import type { FileSystem } from "./files/file-system.ts";
import { Descriptors, type Descriptor } from "./preview1/descriptors.ts";
import { GuestMemory } from "./preview1/guest-memory.ts";
import type { Clock, RandomSource } from "./preview1/host.ts";
import { moduleName, preview1 } from "./preview1/preview1.ts";
import { ExitSignal } from "./preview1/process-calls.ts";

/** How a module's run ended. */
export type WasiEnd =
  | { type: "exit"; exitCode: number }
  | { type: "trap"; name: string; traceback: string }
  | { type: "fuel" }
  // It could not be started, or called what there is not.
  | { type: "refused"; error: ModuleError };

export interface WasiResult {
  end: WasiEnd;
  /** Units of fuel that it used. */
  fuel: number;
  memoryBytes: number;
}

export interface WasiProgram {
  prepared: PreparedModule;
  /** The original module, for names. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Units that it may use. */
  fuel: number;
  /** What of its exports runs the program, where it is no command. */
  calls?: readonly InterpreterCall[];
  files: FileSystem;
  /** What is open from the start: 0, 1 and 2, then the directories. */
  open: Descriptor[];
  args: string[];
  env: Record<string, string>;
  random: RandomSource;
  /** `usedFuel` says what the program has used, for a clock that runs by it. */
  clock(usedFuel: () => bigint): Clock;
  /** Hears the size of the memory as it starts, and when it has grown. */
  memoryGrown(bytes: number): void;
  /** Where the fuel goes, for a module that was prepared to ask for more. */
  samples?: FuelSamples;
}

/** Runs a prepared module until it ends. It ends by itself, by a trap, or when its fuel is used up; nothing here ends it from outside. */
export function runModule({ prepared, bytes, fuel, calls = [], files, open, args, env, random, clock, memoryGrown, samples }: WasiProgram): WasiResult {
  const descriptors = new Descriptors(files);
  for (const descriptor of open) descriptors.add(descriptor);
  const memory = new GuestMemory(memoryGrown);
  const budget = BigInt(Math.min(fuel, Number.MAX_SAFE_INTEGER));
  let tank: FuelTank | undefined;
  const used = () => tank?.used ?? 0n;
  const imports = preview1({ memory, descriptors, files, clock: clock(used), random, args, env });
  let end: WasiEnd;
  try {
    const { exports } = new WebAssembly.Instance(prepared.module, { ...absentImports(prepared.module), [moduleName]: imports });
    tank = new FuelTank(exports, prepared.exports, budget, samples);
    if (exports.memory instanceof WebAssembly.Memory) memory.attach(exports.memory);
    end = start({ prepared, exports, bytes, calls, tank });
  } catch (error) {
    // Before anything ran: the engine has no room for it, or its data do not fit into its own memory.
    const code = error instanceof RangeError ? "MEMORY_LIMIT" : "LINK_ERROR";
    end = { type: "refused", error: new ModuleError(code, `The module cannot be instantiated: ${(error as Error).message}`, code === "LINK_ERROR" ? "Build the module again." : "Build it with a smaller initial memory.") };
  }
  return { end, fuel: Number(used()), memoryBytes: memory.size };
}

interface Started extends Required<Pick<WasiProgram, "prepared" | "bytes" | "calls">> {
  exports: WebAssembly.Exports;
  tank: FuelTank;
}

function start({ prepared, exports, bytes, calls, tank }: Started): WasiEnd {
  // V8's; others show as many as they do.
  const settings = Error as { stackTraceLimit?: number };
  const frames = settings.stackTraceLimit ?? 10;
  settings.stackTraceLimit = frameLimit;
  try {
    for (const name of [prepared.exports.start, prepared.entry]) if (name !== null) (exports[name] as () => void)();
    for (const call of calls) callExport(exports, call);
    return tank.empty ? { type: "fuel" } : { type: "exit", exitCode: 0 };
  } catch (error) {
    if (error instanceof ExitSignal) return { type: "exit", exitCode: error.exitCode };
    if (tank.empty) return { type: "fuel" };
    if (error instanceof AbsentCall) return { type: "refused", error: new ModuleError("LINK_ERROR", error.message, "Do without what needs it.") };
    if (!isGuests(error)) throw error;
    return { type: "trap", name: nameOf(error), traceback: backtrace(error.stack ?? "", bytes, prepared) };
  } finally {
    settings.stackTraceLimit = frames;
  }
}

/** A trap, the end of the stack (RangeError; InternalError in SpiderMonkey), or an exception of the guest's that nothing caught. */
function isGuests(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || isException(error) || (error as Error | null)?.name === "InternalError";
}

const isException = (error: unknown) => "Exception" in WebAssembly && error instanceof (WebAssembly.Exception as unknown as new () => Error);

const nameOf = (error: Error) => (isException(error) ? "uncaught exception" : trapName(error));
