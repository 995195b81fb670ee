import { execFile, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const bin = fileURLToPath(new URL("../packages/cli/bin/vitrine.mjs", import.meta.url));
const ps = promisify(execFile);

/** How a command ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliProcess {
  pid: number;
  ended: Promise<Ended>;
  /** Resolves once standard output holds the text. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

export interface CliOptions {
  /** For standard input. */
  input?: string;
  /** Standard output is closed once this was read. */
  readUntil?: string;
}

/** Starts the real `vitrine` in this folder, under the Node that runs the tests. */
export function startCli(argv: string[], { input = "", readUntil }: CliOptions = {}): CliProcess {
  const child = spawn(process.execPath, [bin, ...argv], { cwd: fileURLToPath(new URL(".", import.meta.url)), stdio: "pipe" });
  const text = { stdout: "", stderr: "" };
  const waiting: { text: string; resolve: () => void }[] = [];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text.stdout += chunk;
    for (const { text: wanted, resolve } of waiting) if (text.stdout.includes(wanted)) resolve();
    if (readUntil !== undefined && text.stdout.includes(readUntil)) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
  // A command that reads no input may have ended by now.
  child.stdin.on("error", () => {}).end(input);
  const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, ...text })));
  return {
    pid: child.pid!,
    ended,
    async printed(wanted) {
      const seen = new Promise<void>((resolve) => waiting.push({ text: wanted, resolve }));
      const end = await Promise.race([seen, ended]);
      if (end) throw new Error(`It ended without printing ${wanted}: ${JSON.stringify(end)}`);
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** Process ids of everything that the process started, and what that started. */
export async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await ps("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = stdout.trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] => pairs.flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

/** Whether the process still does something; one that only waits to be collected does not. */
export async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await ps("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}
