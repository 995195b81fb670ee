import { spawn } from "node:child_process";
import { constants } from "node:os";

/** The root of the repository, as a file URL that ends in a slash. */
export const root = new URL("../", import.meta.url);

const windows = process.platform === "win32";

/**
 * Runs a command and resolves with its exit code. Signals are passed on to the child; when it has gone, this process ends as well, or
 * with `exitOnSignal: false` resolves. With `onLine` the child's output comes line by line, else it is inherited.
 */
export function run(command, args, { cwd = root, env = process.env, onLine, exitOnSignal = true } = {}) {
  return new Promise((resolve, reject) => {
    // npx is a script on Windows, which only a shell starts.
    const child = spawn(command, args, { cwd, env, stdio: onLine ? ["ignore", "pipe", "pipe"] : "inherit", shell: windows && command === "npx" });
    let received;
    const pass = (signal) => {
      received = signal;
      // A terminal has sent Ctrl-C to the child as well.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on("SIGTERM", pass).on("SIGINT", pass);
    // npm passes SIGTERM to its shell only, which goes without telling: then this process has another parent.
    const parent = process.ppid;
    const orphaned = setInterval(() => process.env.npm_lifecycle_event && process.ppid !== parent && pass("SIGTERM"), 500);
    if (onLine) for (const stream of [child.stdout, child.stderr]) eachLine(stream, onLine);
    child.once("error", (error) => {
      clearInterval(orphaned);
      reject(error);
    });
    child.once("close", (code) => {
      clearInterval(orphaned);
      process.off("SIGTERM", pass).off("SIGINT", pass);
      const ended = received ? 128 + constants.signals[received] : 1;
      if (received && exitOnSignal) process.exit(ended);
      resolve(code ?? ended);
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
