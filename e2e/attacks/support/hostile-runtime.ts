import { createSandbox, type PyodideDistribution, type RunResult, type Sandbox, type SandboxOptions } from "@vitrine/sdk";
import type { CaseContext } from "../harness/index.ts";

/** What an attack is given inside the worker. Guest code in Pyodide could come by all of it. */
export interface Hostile {
  /** The worker's own end of the event port. */
  events: MessagePort;
  /** The end of the port that Comlink answers on; there once the attack has returned. */
  calls?: MessagePort;
  /** Posts on the event port, with the method as it was. */
  post(message: unknown, transfer?: Transferable[]): void;
  /** Makes this Comlink message the answer to the frame's call, in place of the worker's own. */
  answer(reply: Record<string, unknown>): void;
  /** Ends the run as a well-behaved worker does: `stream-end`, and a report. */
  finish(): void;
}

/** What runs in the worker; it travels as text, or is text. */
export type Attack = string | ((hostile: Hostile, argument: never) => unknown);

/** Makes a sandbox in which every run is this attack. */
export async function hostileSandbox(context: Pick<CaseContext, "after">, attack: Attack, { extras = [], ...options }: SandboxOptions & Partial<Pick<PyodideDistribution, "extras">> = {}): Promise<Sandbox> {
  const distribution = { ...(await hostileDistribution(context, attack)), extras };
  const sandbox = await createSandbox({ assets: { cdn: true }, distribution, spares: 0, ...options });
  context.after(() => sandbox.dispose());
  return sandbox;
}

/** What a run may be told: the attack's argument, or to behave. */
export interface HostileRun {
  argument?: unknown;
  /** Prints "honest" and ends well. */
  honest?: boolean;
  limits?: SandboxOptions["limits"];
}

/** Starts one run. */
export function startHostile(sandbox: Sandbox, { argument = null, honest = false, limits = {} }: HostileRun) {
  return sandbox.run({ code: "", env: { ARGUMENT: JSON.stringify(argument), HONEST: honest ? "1" : "" }, limits: { runMs: 5000, bootMs: 5000, installMs: 5000, ...limits } });
}

/** Runs the attack once. Throws when the run does not end at all. */
export async function runHostile(sandbox: Sandbox, run: HostileRun = {}): Promise<RunResult> {
  const { promise: never, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("the run never ended, long after every deadline")), 20_000);
  try {
    return await Promise.race([startHostile(sandbox, run).result, never]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A distribution whose interpreter is the attack: real kernel, real worker script, real host, and milliseconds instead of Pyodide's seconds.
 * It stands for guest code that has taken its worker over, which is what guest code can do (threats.md).
 */
async function hostileDistribution(context: Pick<CaseContext, "after">, attack: Attack): Promise<PyodideDistribution> {
  const file = (path: string, content: BlobPart, type: string) => assetFile(context, path, content, type);
  const glue = `globalThis.takeOver = ${String(takeOver)}; globalThis.attack = ${String(attack)};`;
  const loader = "export const loadPyodide = ({ env }) => globalThis.takeOver(globalThis.attack, env);";
  return {
    name: "hostile",
    runtime: "pyodide",
    languages: ["python"],
    // Before 314: the glue is a classic script.
    version: "0.0.0",
    python: "0",
    files: {
      loader: await file("hostile/loader.mjs", loader, "text/javascript"),
      glue: await file("hostile/glue.js", glue, "text/javascript"),
      // An empty module.
      wasm: await file("hostile/empty.wasm", new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), "application/wasm"),
      stdlib: await file("hostile/stdlib.zip", "none", "application/zip"),
      lock: await file("hostile/lock.json", '{"packages":{}}', "application/json"),
    },
    packageBaseUrl: "https://hostile.invalid/",
    extras: [],
  };
}

/** A file as a distribution pins it, served by the page itself. */
export async function assetFile(context: Pick<CaseContext, "after">, path: string, content: BlobPart, type: string): Promise<AssetFile> {
  const blob = new Blob([content], { type });
  const url = URL.createObjectURL(blob);
  context.after(() => URL.revokeObjectURL(url));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  return { path, url, size: blob.size, sha256: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

type AssetFile = PyodideDistribution["files"]["wasm"];

/** Runs in the worker, in place of Pyodide's loader: takes both ports, and never becomes an interpreter. */
async function takeOver(attack: (hostile: Hostile, argument: unknown) => unknown, env: Record<string, string>): Promise<never> {
  const native = MessagePort.prototype.postMessage as (this: MessagePort, message: unknown, transfer: Transferable[]) => void;
  let reply: Record<string, unknown> | undefined;
  let events: MessagePort | undefined;
  MessagePort.prototype.postMessage = function hijacked(this: MessagePort, message: { id?: string }, transfer?: unknown) {
    // What the fetch shim sends shows the event port; what has an id is Comlink's answer on the other.
    events ??= this;
    if (this !== events) hostile.calls = this;
    const forged = this !== events && reply ? { id: message.id, ...reply } : message;
    native.call(this, forged, forged === message && Array.isArray(transfer) ? transfer : []);
  };
  const post = (message: unknown, transfer: Transferable[] = []) => native.call(events!, message, transfer);
  const answer = (given: Record<string, unknown>) => {
    reply = given;
  };
  const finish = () => {
    post({ type: "stream-end" });
    answer({ type: "RAW", value: { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, fuel: null, session: null } });
  };
  void fetch("https://hostile.invalid/").catch(() => {});
  const hostile: Hostile = { events: events!, post, answer, finish };
  if (env["HONEST"]) {
    post({ type: "phase-start", phase: "run", detail: "" });
    post({ type: "stdout-delta", text: "honest\n" });
    finish();
  } else {
    await attack(hostile, JSON.parse(env["ARGUMENT"]!));
  }
  throw new Error("the attack is over");
}
