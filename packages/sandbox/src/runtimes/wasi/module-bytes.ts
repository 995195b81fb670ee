import type { RunInputs } from "@vitrine/protocol";
import { ModuleError } from "./module/module-error.ts";

/** What is used of wabt's module. */
interface Wabt {
  parseWat(name: string, text: string, features: Record<string, boolean>): { toBinary(options: { write_debug_names: boolean }): { buffer: Uint8Array }; destroy(): void };
}

const features = Object.fromEntries(["exceptions", "mutable_globals", "sat_float_to_int", "sign_extension", "simd", "threads", "function_references", "multi_value", "tail_call", "bulk_memory", "reference_types", "memory64", "extended_const", "relaxed_simd"].map((name) => [name, true]));

/** The module that a run is given: as bytes, as base64, or as text, which wabt's script makes one of. Throws a `ModuleError`. */
export async function moduleBytes({ module, language, sources }: RunInputs, wabtUrl: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  if (module) return module as Uint8Array<ArrayBuffer>;
  const code = sources.map((source) => source.code).join("\n");
  if (language === "wat") return assemble(sources[0]?.name ?? "main.wat", code, wabtUrl!);
  try {
    return Uint8Array.from(atob(code.replace(/^data:[^,]*,|\s/g, "")), (character) => character.charCodeAt(0));
  } catch {
    throw new ModuleError("MODULE_INVALID", "The code is not a module in base64.", 'Pass the module\'s bytes as `module`, its base64 as `code`, or its text with language "wat".');
  }
}

async function assemble(name: string, text: string, wabtUrl: string): Promise<Uint8Array<ArrayBuffer>> {
  importScripts(wabtUrl);
  const wabt = await (globalThis as unknown as { WabtModule: () => Promise<Wabt> }).WabtModule();
  try {
    const parsed = wabt.parseWat(name, text, features);
    const bytes = new Uint8Array(parsed.toBinary({ write_debug_names: true }).buffer);
    parsed.destroy();
    return bytes;
  } catch (error) {
    throw new ModuleError("MODULE_INVALID", `The text is no module: ${(error as Error).message}`, "Correct the text at the place that the message names.");
  }
}
