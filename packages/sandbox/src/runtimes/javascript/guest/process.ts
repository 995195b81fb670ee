import { EventEmitter } from "./events.ts";
import { define, host } from "./host.ts";
import { workingDirectory } from "./path.ts";
import { chunkText, stdin } from "./stdin.ts";
import { callBack } from "./unhandled.ts";

/** process.stdout and process.stderr. */
class Writable extends EventEmitter {
  readonly isTTY = false;
  readonly writable = true;
  readonly columns = 80;
  constructor(
    private readonly name: "stdout" | "stderr",
    readonly fd: number,
  ) {
    super();
  }
  write(chunk: unknown, encoding?: unknown, done?: unknown): boolean {
    host.write(this.name, chunkText(chunk));
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") void Promise.resolve().then(() => callBack(callback as () => unknown));
    return true;
  }
  end(chunk?: unknown): this {
    if (chunk !== undefined) this.write(chunk);
    return this;
  }
}

class Process extends EventEmitter {
  argv: string[] = [];
  env: Record<string, string> = {};
  exitCode: number | undefined;
  readonly stdin = stdin;
  readonly stdout = new Writable("stdout", 1);
  readonly stderr = new Writable("stderr", 2);
  readonly platform = "linux";
  readonly arch = "wasm32";
  readonly pid = 1;
  readonly version = "v24.0.0";
  readonly versions = { node: "24.0.0", quickjs: "2025-09-13" };
  readonly release = { name: "node" };
  cwd(): string {
    return workingDirectory;
  }
  chdir(): void {}
  exit(code: unknown = this.exitCode ?? 0): never {
    this.exitCode = Number(code) || 0;
    callBack(() => void this.emit("exit", this.exitCode));
    return host.exit(this.exitCode);
  }
  nextTick(work: (...args: unknown[]) => unknown, ...args: unknown[]): void {
    void Promise.resolve().then(() => callBack(() => work(...args)));
  }
  uptime(): number {
    return host.now() / 1000;
  }
  hrtime = Object.assign(
    ([seconds, nanoseconds] = [0, 0]): [number, number] => {
      const now = host.now() * 1e6 - (seconds * 1e9 + nanoseconds);
      return [Math.floor(now / 1e9), Math.floor(now % 1e9)];
    },
    { bigint: () => BigInt(Math.round(host.now() * 1e6)) },
  );
  memoryUsage(): object {
    return { rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 };
  }
  emitWarning(warning: unknown): void {
    this.stderr.write(`(node:1) ${String(warning)}\n`);
  }
}

export const process = new Process();

export function startProcess(file: string, args: string[], env: Record<string, string>): void {
  process.removeAllListeners();
  process.argv = ["/usr/local/bin/node", `${workingDirectory}/${file}`, ...args];
  process.env = { HOME: workingDirectory, PWD: workingDirectory, ...env };
  process.exitCode = undefined;
}

export const installProcess = (): void => define("process", process);
