/** Every way in which the kernel frame itself ends a run, in words. */
import type { RunError } from "@vitrine/protocol";
import type { Expired } from "./deadlines.ts";

function failure(code: RunError["code"], name: string, message: string, fix: string): RunError {
  // A longer one, made of the guest's words, would not pass the host's guard, and the host would wait for the run's end for ever.
  return { code, name, message: message.slice(0, 8192), fix, traceback: "", source: null, line: null, column: null };
}

const what = { bootMs: "The interpreter did not start", installMs: "Packages did not arrive", runMs: "The code did not end", inputMs: "Nobody answered input()" } as const;
const cure = {
  bootMs: "Run it again, or raise limits.bootMs on slow devices.",
  installMs: "Run it again when the network is faster, import fewer packages, or raise limits.installMs.",
  runMs: "Make the code do less work (look for an endless loop), or raise limits.runMs.",
  inputMs: "Answer sooner, give the run `stdin`, or raise limits.inputMs.",
} as const;

/** `place`: the program's line that was begun last, if it has begun. */
export function timedOut({ code, limit, ms }: Expired, place?: { source: string; line: number }): RunError {
  const where = place ? ` The last line that it began for the first time is line ${place.line} of ${place.source.slice(0, 200)}; it was there, or in a loop around it.` : "";
  return { ...failure(code, "TimeoutError", `${what[limit]} within ${ms} ms (limits.${limit}).${where}`, cure[limit]), source: place?.source ?? null, line: place?.line ?? null };
}

/** A program that heeded run-interrupt: its session lives on. */
export const interrupted = ({ traceback, source, line, column }: RunError): RunError => ({
  ...failure("ABORTED", "KeyboardInterrupt", "session.interrupt() stopped the program; the session's variables are still there.", "Start a new run."),
  traceback,
  source,
  line,
  column,
});

export const aborted = (): RunError => failure("ABORTED", "Aborted", "run.abort() ended the run.", "Start a new run.");

export const crashed = (message: string): RunError =>
  failure("WORKER_CRASHED", "WorkerCrashed", `The worker died: ${message}`, "Run it again; avoid calling into ctypes, _pyodide or js internals.");

export const flooded = (perSecond: number): RunError =>
  failure(
    "MESSAGE_LIMIT",
    "MessageLimit",
    `The worker sent more than ${perSecond} messages per second (limits.messagesPerSecond).`,
    "Print or display less often, or in larger pieces.",
  );

export const violated = (reason: string): RunError =>
  failure("PROTOCOL_VIOLATION", "ProtocolViolation", `The worker sent a message that the protocol does not know: expected ${reason}.`, "Do not post messages from guest code.");
