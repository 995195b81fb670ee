import { checkImports } from "./check-imports.ts";
import { type MeteredModule, meterModule, type SizeCaps } from "./meter-module.ts";
import { ModuleError } from "./module-error.ts";
import { readModule } from "./read-module.ts";

/** What is taken of a module. */
export interface ModuleCaps extends SizeCaps {
  moduleBytes: number;
  /** Modules whose functions it may import though nobody has them. */
  absent?: readonly string[];
}

export const defaultModuleCaps: ModuleCaps = { moduleBytes: 50 * 1024 * 1024, memoryBytes: 2 ** 30, tableElements: 1_000_000 };

/** A module that was checked, metered and compiled. Can be sent between workers and kept. */
export interface PreparedModule {
  module: WebAssembly.Module;
  /** The export that runs it; null: it runs as it starts. */
  entry: string | null;
  exports: MeteredModule["exports"];
  bodies: Uint32Array;
}

/**
 * Checks a module, puts the counting of fuel and the caps into it, and compiles it. Throws a `ModuleError` that says what is wrong. With `refuels` the program
 * calls JavaScript now and then, which costs time; WebKit needs it (see fuel-tank.ts).
 */
export function prepareModule(bytes: Uint8Array<ArrayBuffer>, caps: ModuleCaps = defaultModuleCaps, refuels = false): PreparedModule {
  if (bytes.length > caps.moduleBytes) throw new ModuleError("MODULE_INVALID", `The module has ${bytes.length} bytes; ${caps.moduleBytes} are allowed.`, "Build it smaller: without debug information, optimised for size.");
  const outline = readModule(bytes);
  if (!WebAssembly.validate(bytes)) throw new ModuleError("MODULE_INVALID", `The module is not valid: ${whyInvalid(bytes)}`, "Build the module again; where it uses a newer feature of WebAssembly, build it without.");
  const entry = checkImports(outline, caps.absent);
  const metered = meterModule(outline, caps, refuels);
  return { module: compile(metered.bytes), entry, exports: metered.exports, bodies: metered.bodies };
}

const compile = (bytes: Uint8Array<ArrayBuffer>) => new WebAssembly.Module(bytes);

function whyInvalid(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    compile(bytes);
    return "the engine refuses it.";
  } catch (error) {
    return (error as Error).message.replace(/^WebAssembly\.Module\(\): /, "");
  }
}
