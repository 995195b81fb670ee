import type { RunState } from "./live-run.ts";

const names: Record<string, string> = { python: "Python", javascript: "JavaScript", typescript: "TypeScript", wasi: "WebAssembly", wat: "WebAssembly" };

/** What a run is busy with, in words for the reader. */
export function phaseText({ phase, detail, language }: Pick<RunState, "phase" | "detail" | "language">): string {
  const runtime = names[language] ?? language;
  switch (phase) {
    case "queue":
      return `Loading ${runtime}…`;
    case "boot":
      return `Starting ${runtime}…`;
    case "install":
      return `Installing ${detail || "packages"}…`;
    case "run":
      return "Running…";
    default:
      return "Drawing…";
  }
}
