import type { ErrorCode, RunResult, RunStatus } from "@vitrine/protocol";

export interface FailureParts {
  status: RunStatus;
  code: ErrorCode;
  name: string;
  message: string;
  fix: string;
  language: string;
  distribution: string;
}

/** The result of a program that never ran, or of which nothing came back. */
export function failedResult({ status, code, name, message, fix, language, distribution }: FailureParts): RunResult {
  return {
    status,
    outputs: [],
    stdout: "",
    stderr: "",
    truncated: [],
    cuts: [],
    error: { code, name, message, traceback: "", source: null, line: null, column: null, fix },
    exitCode: null,
    files: [],
    timings: { queue: 0, boot: 0, install: 0, run: 0, render: 0, start: "none" },
    usage: { peakMemoryBytes: null, outputBytes: 0 },
    manifest: { language, distribution, runtime: {}, codeHash: "", inputsHash: "", packages: [], seed: null },
  };
}
