import { spawn } from "node:child_process";

/** The root of the repository, as a file URL that ends in a slash. */
export const root = new URL("../", import.meta.url);

const windows = process.platform === "win32";

/**
 * Runs a command and resolves with its exit code. Signals that end this process are passed on, and it waits for the child to go first.
 * `stdio` as for spawn; "inherit" unless told. npx is a script on Windows, which only a shell starts.
 */
export function run(command, args, { cwd = root, env = process.env, stdio = "inherit", onLine } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: onLine ? ["ignore", "pipe", "pipe"] : stdio, shell: windows && command === "npx" });
    const forward = (signal) => child.kill(signal);
    // A terminal sends Ctrl-C to the child as well.
    const wait = () => {};
    process.on("SIGTERM", forward).on("SIGINT", process.stdin.isTTY ? wait : forward);
    if (onLine) for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
    child.once("error", reject);
    child.once("close", (code, signal) => {
      process.off("SIGTERM", forward).off("SIGINT", forward).off("SIGINT", wait);
      resolve(code ?? (signal === "SIGINT" ? 130 : 143));
    });
  });
}

function eachLine(stream, onLine) {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) onLine(line);
  });
  stream.on("end", () => rest && onLine(rest));
}

/** "1.2 s" since `started`, a value of performance.now(). */
export function since(started) {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
