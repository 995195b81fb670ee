import type { RunError, WireOutput, WorkerReport } from "@vitrine/protocol";
import type { Runtime, RuntimeContext } from "../runtime.ts";
import { bootPyodide } from "./boot-pyodide.ts";
import { collectFiles, mountFiles } from "./files.ts";
import { installGlue } from "./glue.ts";
import { installPackages } from "./install-packages.ts";
import type { PyCallable, Pyodide } from "./pyodide.d.ts";

/** What glue/program.py says of a run, as JSON. */
interface ProgramReport {
  status: "ok" | "error" | "limit";
  error: RunError | null;
  value: string | null;
  exitCode: number;
}

/** What glue/program.py finds out before the run, as JSON. `report` is set where the code does not even parse. */
interface Preparation {
  imports: string[];
  requirements: string[];
  report: ProgramReport | null;
}

/** Python by Pyodide: boot, install, run in a fresh __main__, extract. */
export const pythonRuntime: Runtime = async (context) => {
  const { inputs, streams } = context;
  const pyodide = await bootPyodide(context);
  // Taken now: after os._exit the interface refuses everything, and what it wrote is still there.
  const { FS: fs, _module: module } = pyodide;
  connectStreams(pyodide, context);
  const program = installGlue(pyodide, outputSink(context));
  const prepared = JSON.parse(program.prepare!(inputsFor(context)) as string) as Preparation;
  if (prepared.report) return finish(module, prepared.report);

  streams.phase("install");
  const failure = await installPackages(pyodide, context, prepared);
  if (failure) return finish(module, { status: "error", error: failure, value: null, exitCode: 1 });
  mountFiles(fs, inputs.files);

  streams.phase("run");
  const report = await callProgram(program.run!);
  streams.phase("render");
  // Who left by os._exit has no interpreter any more.
  const rendered = report.gone ? report : await callProgram(program.render!);
  return finish(module, report.error ? report : { ...report, ...rendered, value: report.value }, collectFiles(fs, context));
};

/**
 * Calls run() or render(). Python may wait for JavaScript in the midst of synchronous code where the engine can (JSPI); there a
 * fatal error does not reject the call, it is only reported to the worker. Rejects when the interpreter died.
 */
async function callProgram(call: PyCallable): Promise<ProgramReport & { gone?: true }> {
  const fatal = Promise.withResolvers<never>();
  const onRejection = ({ reason }: PromiseRejectionEvent) => isFatal(reason) && fatal.reject(reason);
  const onError = ({ error }: ErrorEvent) => isFatal(error) && fatal.reject(error);
  addEventListener("unhandledrejection", onRejection);
  addEventListener("error", onError);
  try {
    const text = await Promise.race(["Suspending" in WebAssembly ? call.callPromising() : call(), fatal.promise]);
    return JSON.parse(text as string) as ProgramReport;
  } catch (error) {
    const status = exitStatus(error);
    if (status === undefined) throw error;
    return { status: status === 0 ? "ok" : "error", error: status === 0 ? null : exited(status), value: null, exitCode: status, gone: true };
  } finally {
    removeEventListener("unhandledrejection", onRejection);
    removeEventListener("error", onError);
  }
}

/** What ends the interpreter: a trap, the JavaScript stack's end, or an exit past Python's own. */
function isFatal(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || exitStatus(error) !== undefined;
}

/** The status that Emscripten exited with; it has no class or name of its own in both distributions. */
function exitStatus(error: unknown): number | undefined {
  const [, status] = /^Program terminated with exit\((\d+)\)/.exec((error as { message?: string } | null)?.message ?? "") ?? [];
  return status === undefined ? undefined : Number(status);
}

function exited(status: number): RunError {
  const place = { traceback: "", source: null, line: null, column: null };
  return { code: "EXIT", name: "SystemExit", message: `os._exit(${status})`, fix: "End the program without a non-zero exit code.", ...place };
}

/** What the program needs to know; its files are mounted apart. */
function inputsFor({ boot: { indexUrl }, inputs: { sources, stdin, args, seed } }: RuntimeContext): string {
  return JSON.stringify({ sources, stdin, args, seed, indexUrl });
}

function finish(module: Pyodide["_module"], report: ProgramReport, collected?: ReturnType<typeof collectFiles>): WorkerReport {
  const { status, error, value, exitCode } = report;
  return {
    status,
    error,
    value,
    exitCode,
    files: collected?.files ?? [],
    truncated: collected?.truncated ? ["files"] : [],
    peakMemoryBytes: module.HEAP8.byteLength,
  };
}

function connectStreams(pyodide: Pyodide, { streams }: RuntimeContext): void {
  const writer = (stream: "stdout" | "stderr") => ({
    isatty: false,
    write(bytes: Uint8Array) {
      streams.write(stream, bytes);
      return bytes.length;
    },
  });
  pyodide.setStdout(writer("stdout"));
  pyodide.setStderr(writer("stderr"));
}

/** What the glue calls. */
function outputSink({ streams, takeDenials }: RuntimeContext) {
  return {
    /** Parts are [MIME type, text or bytes]. */
    emit(id: string, parts: Iterable<[string, string | Uint8Array]>, metadata: string) {
      const data: WireOutput["data"] = {};
      for (const [mime, part] of parts) data[mime] = typeof part === "string" ? part : part.slice().buffer;
      streams.output({ id, data, metadata });
    },
    clear: () => streams.clearOutputs(),
    take_denials: takeDenials,
    log: (level: "info" | "warn", text: string) => streams.log(level, text),
  };
}
