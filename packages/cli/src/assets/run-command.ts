import { execFile } from "node:child_process";

export interface CommandOptions {
  cwd: string;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a program to its end and gives its standard output. Rejects with an Error whose
 * message says in one line why, and whose code is "ENOENT" when there is no such program.
 */
export function runCommand(program: string, args: readonly string[], { cwd, signal }: CommandOptions): Promise<string> {
  // npm is a .cmd file on Windows, which only a shell starts; no argument here comes from outside this package.
  const shell = process.platform === "win32";
  return new Promise((resolve, reject) => {
    const options = { cwd, shell, encoding: "utf8" as const, maxBuffer: 16 * 1024 * 1024, ...(signal && { signal }) };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      if (error.name === "AbortError") return reject(error);
      if (error.code === "ENOENT") return reject(Object.assign(new Error(`there is no ${program} here`), { code: "ENOENT" }));
      reject(new Error(lastWords(stderr) ?? error.message));
    });
  });
}

/** The line of a program's standard error that says most: the first that calls itself an error, else the last. */
function lastWords(stderr: string): string | undefined {
  const lines = stderr.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  const line = lines.find((text) => /^(E:|npm (error|ERR!) (?!code))/.test(text)) ?? lines.at(-1);
  return line?.replace(/^(E:|npm (error|ERR!))\s*/, "").slice(0, 200);
}
