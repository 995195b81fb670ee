import type { RunError, RunInputs, WireFile, WorkerBoot, WorkerReport } from "@vitrine/protocol";
import { ByteTail } from "../byte-tail.ts";
import type { Interpreter, Runtime, RuntimeContext } from "../runtime.ts";
import { seededRandom } from "../seeded-random.ts";
import { FuelSamples } from "./fuel-samples.ts";
import { FileSystem } from "./files/file-system.ts";
import { exceptionOf, interpreterBytes, interpreterInputs, interpreterOf } from "./interpreter.ts";
import { keep, keptFor } from "./kept-module.ts";
import { ModuleError } from "./module/module-error.ts";
import { defaultModuleCaps, prepareModule } from "./module/prepare-module.ts";
import { type MountedFile, Mounts } from "./mount.ts";
import { fixedClock, systemClock, systemRandom } from "./preview1/clocks.ts";
import type { Clock } from "./preview1/host.ts";
import { moduleBytes } from "./module-bytes.ts";
import { runModule, type WasiEnd, type WasiProgram } from "./run-module.ts";
import { standardInput, standardOutput } from "./standard-streams.ts";

/** What a program that trapped leaves by, as shells have it: 128 and SIGABRT. */
const trapExitCode = 134;

/** Only there a program that computes without ever calling JavaScript cannot be ended from outside (see fuel-tank.ts). */
const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** As much of the end of what was printed as an interpreter's exception is looked for in. */
const lastWords = 65_536;

/** WASI preview 1: each run is a module of its own, or one of an interpreter's. */
export const wasiRuntime: Runtime = {
  open: async ({ memory }) => ({ interpreter: new WasiInterpreter((bytes) => memory.grown(bytes)), refused: null }),
};

class WasiInterpreter implements Interpreter {
  constructor(private readonly memoryGrown: (bytes: number) => void) {}

  async run({ boot, inputs, limits, streams, askInputSync, kept }: RuntimeContext): Promise<WorkerReport> {
    const { memoryGrown } = this;
    try {
      const { bytes, absent, args, calls, env, mounted, speaks, explain } = await programOf(boot, inputs);
      const refuels = isWebKit || inputs.profile;
      const before = kept && keptFor(kept, refuels);
      const prepared = before ?? prepareModule(bytes, { ...defaultModuleCaps, absent, memoryBytes: limits.memoryBytes }, refuels);
      if (!before) streams.modulePrepared(keep(prepared, bytes));
      const samples = inputs.profile ? new FuelSamples() : undefined;
      streams.phase("run");
      let clock: Clock = systemClock();
      const files = new FileSystem(() => clock.realtime(), limits.memoryBytes);
      const mounts = mountsOf(files, mounted, inputs);
      const said = new ByteTail(lastWords);
      const ask = inputs.interactive ? askInputSync : undefined;
      const result = runModule({
        prepared,
        bytes,
        fuel: limits.fuel,
        calls,
        files,
        open: [
          standardInput(new TextEncoder().encode(inputs.stdin), ask && (() => ask(""))),
          ...(["stdout", "stderr"] as const).map((stream) =>
            standardOutput((part) => {
              streams.write(stream, part);
              if (speaks === "everywhere" || stream === speaks) said.add(part);
            }),
          ),
          ...mounts.open(),
        ],
        args,
        env,
        random: inputs.seed === null ? systemRandom : seededRandom(inputs.seed),
        clock(usedFuel) {
          if (inputs.epoch !== null) clock = fixedClock(inputs.epoch, usedFuel);
          return clock;
        },
        memoryGrown,
        ...(samples && { samples }),
      });
      if (samples) streams.profile(samples.wire(bytes));
      const { end, fuel, memoryBytes } = result;
      return { ...endings(end, limits.fuel, (exitCode) => explain(said.text(), exitCode)), value: null, files: collect(mounts, limits, streams), peakMemoryBytes: memoryBytes, fuel, session: null };
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      return { ...refused(error), value: null, files: [], peakMemoryBytes: 0, fuel: 0, session: null };
    }
  }

  ask(): never {
    throw new Error("A WASI module leaves nothing that could be asked.");
  }
}

/** What runs, and what it is given. */
interface Program {
  bytes: Uint8Array<ArrayBuffer>;
  absent: readonly string[];
  args: string[];
  calls: WasiProgram["calls"] & {};
  env: Record<string, string>;
  mounted: MountedFile[];
  /** Where its last words are. */
  speaks: "nowhere" | "stderr" | "everywhere";
  /** The error of a program that left with this exit code and these last words; undefined: they say nothing that is known. */
  explain(said: string, exitCode: number): RunError | undefined;
}

async function programOf(boot: WorkerBoot, inputs: RunInputs): Promise<Program> {
  const data = interpreterOf(boot);
  if (!data) {
    const bytes = await moduleBytes(inputs, boot.scripts.wabt);
    return { bytes, absent: [], args: [inputs.sources[0]?.name ?? "main.wasm", ...inputs.args], calls: [], env: inputs.env, mounted: inputs.files, speaks: "nowhere", explain: () => undefined };
  }
  const { files, ...given } = interpreterInputs(data, boot, inputs);
  return { bytes: interpreterBytes(boot.bytes.module!), absent: data.absent, ...given, mounted: files, speaks: data.quiet ? "everywhere" : "stderr", explain: (said, exitCode) => exceptionOf(said, exitCode, data, inputs.sources) };
}

function mountsOf(files: FileSystem, mounted: MountedFile[], { directories }: RunInputs): Mounts {
  const preopens = (directories ?? [{ path: "/", readOnly: false }]).map(({ path, readOnly }) => ({ guest: path, readOnly }));
  return new Mounts(files, mounted, preopens);
}

function collect(mounts: Mounts, limits: RuntimeContext["limits"], streams: RuntimeContext["streams"]): WireFile[] {
  const files: WireFile[] = [];
  let [total, taken] = [0, 0];
  for (const [index, { path, bytes }] of mounts.changed().entries()) {
    total += bytes.length;
    const isMany = files.length >= limits.fileCount;
    if (isMany) streams.cut({ what: "files", limit: "fileCount", made: index + 1 });
    else if (taken + bytes.length > limits.fileBytes) streams.cut({ what: "files", limit: "fileBytes", made: total });
    if (isMany || taken + bytes.length > limits.fileBytes) continue;
    taken += bytes.length;
    files.push({ path, bytes: bytes.slice().buffer });
  }
  return files;
}

type Ending = Pick<WorkerReport, "status" | "error" | "exitCode">;

const noPlace = { traceback: "", source: null, line: null, column: null };

function endings(end: WasiEnd, fuel: number, explain: (exitCode: number) => RunError | undefined): Ending {
  const failed = (error: Pick<RunError, "code" | "name" | "message" | "fix"> & Partial<RunError>, exitCode = trapExitCode): Ending => ({ status: error.code === "FUEL_EXHAUSTED" ? "limit" : "error", error: { ...noPlace, ...error }, exitCode });
  if (end.type === "refused") return refused(end.error);
  if (end.type === "fuel") return failed({ code: "FUEL_EXHAUSTED", name: "fuel", message: `The program used all of its ${fuel} units of fuel (limits.fuel).`, fix: "Let it do less, or raise limits.fuel." });
  if (end.type === "trap") return failed({ code: "TRAP", name: "Trap", message: end.name, traceback: end.traceback, fix: "Look at the function in which it trapped, and at what it was given." });
  const exception = explain(end.exitCode);
  if (exception) return { status: "error", error: exception, exitCode: end.exitCode || 1 };
  if (end.exitCode === 0) return { status: "ok", error: null, exitCode: 0 };
  return failed({ code: "EXIT", name: "proc_exit", message: `The program ended with exit code ${end.exitCode}.`, fix: "Read what it wrote to stderr." }, end.exitCode);
}

const refused = ({ code, message, fix }: ModuleError): Ending => ({ status: code === "MEMORY_LIMIT" ? "limit" : "error", error: { ...noPlace, code, name: code === "MEMORY_LIMIT" ? "memoryBytes" : "ModuleError", message, fix }, exitCode: 1 });
