/** Every code that a `VitrineError` or a `RunError` can carry. Codes are stable; messages are not. */
export const errorCodes = {
  // The embedder or Vitrine is at fault: thrown as VitrineError.
  INVALID_ARGUMENT: "An option or argument has the wrong type or value.",
  INVALID_PAYLOAD: "A payload is not one that createPayload made, or is of an unknown version.",
  INSECURE_CONTEXT: "The page has no crypto.subtle, so asset hashes cannot be checked.",
  FRAME_BLOCKED: "The sealed frame did not answer; most often a Content-Security-Policy blocks it.",
  KERNEL_FAILED: "The kernel frame could not prepare the runtime.",
  ASSET_UNAVAILABLE: "A runtime file could not be fetched from any source.",
  ASSET_HASH_MISMATCH: "A runtime file arrived with other bytes than its pinned hash says.",
  FILE_UNAVAILABLE: "A file that a run was to be given could not be fetched.",
  DISTRIBUTION_UNKNOWN: "No distribution has this name.",
  LANGUAGE_UNSUPPORTED: "No runtime runs this language.",
  DISPOSED: "The sandbox, run or view was disposed.",
  VIEW_FAILED: "A view frame could not draw its output.",
  OUTPUT_UNSUPPORTED: "No renderer knows any MIME type of this output.",
  STORAGE_UNAVAILABLE: "The page's own storage for sessions' files cannot be used, or is full.",
  HASH_MISMATCH: "Bytes do not match the SHA-256 that pins them.",
  // The guest, or a limit that it met: a value in RunResult.error.
  UNCAUGHT_EXCEPTION: "The guest raised an exception that nothing caught.",
  SYNTAX_ERROR: "The guest's code does not parse.",
  MODULE_INVALID: "Bytes are not a WebAssembly module, not a valid one, or more than are taken.",
  MODULE_UNSUPPORTED: "A WebAssembly module uses something that cannot be metered, or is a component.",
  LINK_ERROR: "A WebAssembly module imports what there is not, or exports nothing that runs.",
  TRAP: "WebAssembly code trapped.",
  PIPE_INPUT: "A step of a pipe left nothing that the next one could take.",
  EXIT: "The guest ended itself with a non-zero exit code.",
  PACKAGE_NOT_FOUND: "A package is in none of the places where packages come from.",
  PACKAGE_DENIED: "The embedder's policy does not allow this package.",
  NETWORK_DENIED: "The guest asked for the network and the embedder's policy does not allow it.",
  NETWORK_FAILED: "A request that the embedder's policy allows did not come through.",
  BOOT_TIMEOUT: "The interpreter did not start within limits.bootMs.",
  INSTALL_TIMEOUT: "Packages were not installed within limits.installMs.",
  RUN_TIMEOUT: "The code did not end within limits.runMs.",
  MEMORY_LIMIT: "The guest wanted more memory than limits.memoryBytes.",
  FUEL_EXHAUSTED: "The guest did more steps than limits.fuel allows.",
  OUTPUT_LIMIT: "The guest sent more or larger outputs than limits allow.",
  MESSAGE_LIMIT: "The guest's worker sent messages faster than the frame takes them.",
  ABORTED: "run.abort() ended the run.",
  WORKER_CRASHED: "The worker or its interpreter died.",
  PROTOCOL_VIOLATION: "The guest's worker sent something that the protocol does not know.",
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface VitrineErrorOptions {
  code: ErrorCode;
  /** What failed, where, and which limit. */
  message: string;
  /** One imperative sentence that a person or a model can act on. */
  fix: string;
  /** JSON-safe facts behind the message. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error class that Vitrine throws. Recognise it by `code`, never by `instanceof`. */
export class VitrineError extends Error {
  override readonly name = "VitrineError";
  readonly code: ErrorCode;
  readonly fix: string;
  readonly details: Record<string, unknown>;

  constructor({ code, message, fix, details, cause }: VitrineErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
    this.details = details ?? {};
  }
}
