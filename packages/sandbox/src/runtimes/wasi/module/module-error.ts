/** Why a module does not run: what is wrong with it, or which limit it is over. */
export class ModuleError extends Error {
  override readonly name = "ModuleError";

  constructor(
    readonly code: "MODULE_INVALID" | "MODULE_UNSUPPORTED" | "LINK_ERROR" | "MEMORY_LIMIT",
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** For bytes that the binary format does not allow. */
export const malformed = (what: string, at: number) => new ModuleError("MODULE_INVALID", `The module is malformed: ${what} at byte ${at}.`, "Build the module again, for the target wasm32-wasi, and pass its bytes unchanged.");

/** For what the format allows and Vitrine cannot meter. */
export const unsupported = (what: string) => new ModuleError("MODULE_UNSUPPORTED", `The module uses ${what}, which is not supported.`, "Build the module for WebAssembly 3.0 or earlier and the target wasm32-wasi.");
