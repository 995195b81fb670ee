import type { RunError, RunInputs, WireFile, WorkerReport } from "@vitrine/protocol";
import type { Interpreter, Runtime, RuntimeContext } from "../runtime.ts";
import { seededRandom } from "../seeded-random.ts";
import { FuelSamples } from "./fuel-samples.ts";
import { FileSystem } from "./files/file-system.ts";
import { ModuleError } from "./module/module-error.ts";
import { defaultModuleCaps, prepareModule } from "./module/prepare-module.ts";
import { Mounts } from "./mount.ts";
import { fixedClock, systemClock, systemRandom } from "./preview1/clocks.ts";
import type { Clock } from "./preview1/host.ts";
import { moduleBytes } from "./module-bytes.ts";
import { runModule, type WasiEnd } from "./run-module.ts";
import { standardInput, standardOutput } from "./standard-streams.ts";

/** What a program that trapped leaves by, as shells have it: 128 and SIGABRT. */
const trapExitCode = 134;

/** Only there a program that computes without ever calling JavaScript cannot be ended from outside (see fuel-tank.ts). */
const isWebKit = /AppleWebKit/.test(navigator.userAgent) && !/Chrome/.test(navigator.userAgent);

/** WASI preview 1: each run is a module of its own. */
export const wasiRuntime: Runtime = {
  open: async ({ memory }) => ({ interpreter: new WasiInterpreter((bytes) => memory.grown(bytes)), refused: null }),
};

class WasiInterpreter implements Interpreter {
  constructor(private readonly memoryGrown: (bytes: number) => void) {}

  async run({ boot, inputs, limits, streams, askInputSync }: RuntimeContext): Promise<WorkerReport> {
    const { memoryGrown } = this;
    try {
      const bytes = await moduleBytes(inputs, boot.scripts.wabt);
      const prepared = prepareModule(bytes, { ...defaultModuleCaps, memoryBytes: limits.memoryBytes }, isWebKit || inputs.profile);
      const samples = inputs.profile ? new FuelSamples() : undefined;
      streams.phase("run");
      let clock: Clock = systemClock();
      const files = new FileSystem(() => clock.realtime(), limits.memoryBytes);
      const mounts = mountsOf(files, inputs);
      const ask = inputs.interactive ? askInputSync : undefined;
      const result = runModule({
        prepared,
        bytes,
        fuel: limits.fuel,
        files,
        open: [
          standardInput(new TextEncoder().encode(inputs.stdin), ask && (() => ask(""))),
          standardOutput((part) => streams.write("stdout", part)),
          standardOutput((part) => streams.write("stderr", part)),
          ...mounts.open(),
        ],
        args: [inputs.sources[0]?.name ?? "main.wasm", ...inputs.args],
        env: inputs.env,
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
      return { ...endings(end, limits.fuel), value: null, files: collect(mounts, limits, streams), peakMemoryBytes: memoryBytes, fuel, session: null };
    } catch (error) {
      if (!(error instanceof ModuleError)) throw error;
      return { ...refused(error), value: null, files: [], peakMemoryBytes: 0, fuel: 0, session: null };
    }
  }

  ask(): never {
    throw new Error("A WASI module leaves nothing that could be asked.");
  }
}

function mountsOf(files: FileSystem, { files: mounted, directories }: RunInputs): Mounts {
  const preopens = directories.length > 0 ? directories.map(({ path, readOnly }) => ({ guest: path, readOnly })) : [{ guest: "/", readOnly: false }];
  return new Mounts(files, mounted, preopens);
}

function collect(mounts: Mounts, limits: RuntimeContext["limits"], streams: RuntimeContext["streams"]): WireFile[] {
  const files: WireFile[] = [];
  let [total, kept] = [0, 0];
  for (const [index, { path, bytes }] of mounts.changed().entries()) {
    total += bytes.length;
    const isMany = files.length >= limits.fileCount;
    if (isMany) streams.cut({ what: "files", limit: "fileCount", made: index + 1 });
    else if (kept + bytes.length > limits.fileBytes) streams.cut({ what: "files", limit: "fileBytes", made: total });
    if (isMany || kept + bytes.length > limits.fileBytes) continue;
    kept += bytes.length;
    files.push({ path, bytes: bytes.slice().buffer });
  }
  return files;
}

type Ending = Pick<WorkerReport, "status" | "error" | "exitCode">;

const noPlace = { traceback: "", source: null, line: null, column: null };

function endings(end: WasiEnd, fuel: number): Ending {
  const failed = (error: Pick<RunError, "code" | "name" | "message" | "fix"> & Partial<RunError>, exitCode = trapExitCode): Ending => ({ status: error.code === "FUEL_EXHAUSTED" ? "limit" : "error", error: { ...noPlace, ...error }, exitCode });
  if (end.type === "refused") return refused(end.error);
  if (end.type === "fuel") return failed({ code: "FUEL_EXHAUSTED", name: "fuel", message: `The program used all of its ${fuel} units of fuel (limits.fuel).`, fix: "Let it do less, or raise limits.fuel." });
  if (end.type === "trap") return failed({ code: "TRAP", name: "Trap", message: end.name, traceback: end.traceback, fix: "Look at the function in which it trapped, and at what it was given." });
  if (end.exitCode === 0) return { status: "ok", error: null, exitCode: 0 };
  return failed({ code: "EXIT", name: "proc_exit", message: `The program ended with exit code ${end.exitCode}.`, fix: "Read what it wrote to stderr." }, end.exitCode);
}

const refused = ({ code, message, fix }: ModuleError): Ending => ({ status: code === "MEMORY_LIMIT" ? "limit" : "error", error: { ...noPlace, code, name: code === "MEMORY_LIMIT" ? "memoryBytes" : "ModuleError", message, fix }, exitCode: 1 });
