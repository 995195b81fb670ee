import { VitrineError } from "@vitrine/protocol";

/** What was asked for cannot be done as it was asked. */
export function misuse(message: string, fix = "See vitrine run --help.", cause?: unknown): VitrineError {
  return new VitrineError({ code: "INVALID_ARGUMENT", message, fix, cause });
}

/** Whether it is a VitrineError, of this package or of the page. */
export function isVitrineError(error: unknown): error is VitrineError {
  return error instanceof Error && error.name === "VitrineError" && "code" in error && "fix" in error;
}
