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
  connectStreams(pyodide, context);
  const program = installGlue(pyodide, outputSink(context));
  const prepared = JSON.parse(program.prepare!(inputsFor(context)) as string) as Preparation;
  if (prepared.report) return finish(pyodide, prepared.report);

  streams.phase("install");
  const failure = await installPackages(pyodide, context, prepared);
  if (failure) return finish(pyodide, { status: "error", error: failure, value: null, exitCode: 1 });
  mountFiles(pyodide.FS, inputs.files);

  streams.phase("run");
  const report = JSON.parse((await callSuspending(program.run!)) as string) as ProgramReport;
  streams.phase("render");
  const rendered = JSON.parse((await callSuspending(program.render!)) as string) as ProgramReport;
  return finish(pyodide, report.error ? report : { ...report, ...rendered, value: report.value }, collectFiles(pyodide.FS, context));
};

/** Calls a function in which Python may wait for JavaScript in the midst of synchronous code, where the engine can (JSPI). */
function callSuspending(call: PyCallable): unknown {
  return "Suspending" in WebAssembly ? call.callPromising() : call();
}

/** What the program needs to know; its files are mounted apart. */
function inputsFor({ boot: { indexUrl }, inputs: { sources, stdin, args, seed } }: RuntimeContext): string {
  return JSON.stringify({ sources, stdin, args, seed, indexUrl });
}

function finish(pyodide: Pyodide, report: ProgramReport, collected?: ReturnType<typeof collectFiles>): WorkerReport {
  return {
    ...report,
    files: collected?.files ?? [],
    truncated: collected?.truncated ? ["files"] : [],
    peakMemoryBytes: pyodide._module.HEAP8.byteLength,
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
      for (const [mime, part] of parts) data[mime] = typeof part === "string" ? part : (part.slice().buffer as ArrayBuffer);
      streams.output({ id, data, metadata });
    },
    take_denials: takeDenials,
    log: (level: "info" | "warn", text: string) => streams.log(level, text),
  };
}
