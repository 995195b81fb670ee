import { type ChildProcess, spawn, type StdioOptions } from "node:child_process";
import { createServer } from "node:net";

/** A process that this one started, in a process group of its own, so that its children can be ended with it, by id. */
export interface OwnedProcess {
  child: ChildProcess;
  exited: Promise<number | null>;
}

const running = new Set<OwnedProcess>();

// A crash or Ctrl-C must not leave browsers behind.
process.on("exit", () => {
  for (const owned of running) kill(owned, "SIGKILL");
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(signal === "SIGINT" ? 130 : 143));
}

export function startOwned(command: string, args: string[], env: NodeJS.ProcessEnv, stdio: StdioOptions = "ignore", cwd?: string): OwnedProcess {
  const child = spawn(command, args, { env, stdio, cwd, detached: true });
  const exited = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
  const owned = { child, exited };
  running.add(owned);
  void exited.then(() => running.delete(owned));
  return owned;
}

/** Asks the group to end, and after five seconds makes it. */
export async function stopOwned(owned: OwnedProcess): Promise<void> {
  const timer = setTimeout(() => kill(owned, "SIGKILL"), 5000);
  kill(owned, "SIGTERM");
  await owned.exited;
  clearTimeout(timer);
}

function kill({ child }: OwnedProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is already gone.
  }
}

/** A loopback TCP port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
