import type { InterpreterCall } from "@vitrine/protocol";
import { Mounts, type MountedFile, type Preopen } from "../mount.ts";
import { FileSystem } from "../files/file-system.ts";
import { prepareModule } from "../module/prepare-module.ts";
import { seededRandom } from "../../seeded-random.ts";
import { fixedClock } from "../preview1/clocks.ts";
import type { Clock } from "../preview1/host.ts";
import { runModule, type WasiResult } from "../run-module.ts";
import { standardInput, standardOutput } from "../standard-streams.ts";
import { wat } from "./wat.ts";

interface Given {
  fuel?: number;
  memoryBytes?: number;
  refuels?: boolean;
  stdin?: string;
  args?: string[];
  env?: Record<string, string>;
  files?: MountedFile[];
  preopens?: Preopen[];
  seed?: number;
  absent?: string[];
  calls?: InterpreterCall[];
}

export interface Ran extends WasiResult {
  stdout: string;
  changed: { path: string; bytes: Uint8Array }[];
}

/** Runs a module that is given as text, with a clock and random numbers that are the same every time. */
export function runWat(text: string, { fuel = 1e9, memoryBytes = 2 ** 26, refuels = false, stdin = "", args = [], env = {}, files: given = [], preopens = [], seed = 1, absent = [], calls = [] }: Given = {}): Ran {
  const bytes = wat(text);
  const prepared = prepareModule(bytes, { moduleBytes: 1e6, memoryBytes, tableElements: 1000, absent }, refuels);
  let clock: Clock | undefined;
  const files = new FileSystem(() => clock?.realtime() ?? 0n, 2 ** 24);
  const mounts = new Mounts(files, given, preopens);
  let stdout = "";
  const print = standardOutput((part) => (stdout += new TextDecoder().decode(part)));
  const result = runModule({
    prepared,
    bytes,
    fuel,
    calls,
    files,
    open: [standardInput(new TextEncoder().encode(stdin)), print, print, ...mounts.open()],
    args: ["test.wasm", ...args],
    env,
    random: seededRandom(seed),
    clock: (used) => (clock = fixedClock(0, used)),
    memoryGrown() {},
  });
  return { ...result, stdout, changed: mounts.changed() };
}
