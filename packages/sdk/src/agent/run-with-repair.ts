import type { RunResult } from "@vitrine/protocol";
import { codeOfReply } from "./code-of-reply.ts";
import type { ContentBlock } from "./content-block.ts";
import { textOf } from "./mappers/text-of.ts";
import { type ModelContentOptions, toModelContent } from "./to-model-content.ts";

/** The part of an AbortSignal that is needed. This package has no DOM types; an AbortSignal is one. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What the model is asked to repair. */
export interface RepairRequest<Signal extends AbortSignalLike = AbortSignalLike> {
  /** The program that failed. */
  code: string;
  /** What came of it, as text. */
  digest: string;
  /** The same with pictures, where `digest: { images: true }` asks for them. */
  content: ContentBlock[];
  /** How many programs have run. */
  attempt: number;
  /** All of them, this one last. */
  attempts: readonly RepairAttempt[];
  signal: Signal | undefined;
}

/** A program that ran, and what came of it. */
export interface RepairAttempt {
  code: string;
  result: RunResult;
  digest: string;
}

/**
 * Why it stopped. `ok`: the last program ended well. `same-error`: it failed as an earlier one had. `attempts`, `time`, `characters`: a budget is used up. `aborted`: by the signal, or the reader
 * stopped the run. `not-repairable`: no other code would help. `gave-up`: `ask` gave no code. `ask-failed`: `ask` threw; `cause` is what.
 */
export type RepairStop = "ok" | "same-error" | "attempts" | "time" | "characters" | "aborted" | "not-repairable" | "gave-up" | "ask-failed";

export interface RepairOutcome {
  stopped: RepairStop;
  /** Every program that ran, in order. Empty only where the signal was aborted before the first. */
  attempts: RepairAttempt[];
  /** The last one's; undefined where none ran. */
  result: RunResult | undefined;
  cause?: unknown;
}

export interface RepairOptions<Signal extends AbortSignalLike = AbortSignalLike> {
  /** The first program. */
  code: string;
  /** Runs a program in a fresh interpreter and resolves with its result. Abort the run by the signal. What it rejects with, runWithRepair rejects with. */
  run(code: string, given: { attempt: number; signal: Signal | undefined }): RunResult | Promise<RunResult>;
  /** Asks a model for a better program: resolves with code, with a reply in Markdown that holds it, or with null to give up. */
  ask(request: RepairRequest<Signal>): string | null | undefined | Promise<string | null | undefined>;
  /** Programs that are run at most, the first included. Default 3. */
  maxAttempts?: number;
  /** Milliseconds after which no other program is asked for or run. Default: no end. */
  maxMs?: number;
  /** Characters that `ask` is given at most in all, codes and digests together. Default: no end. */
  maxCharacters?: number;
  signal?: Signal;
  /** How digests are made. */
  digest?: ModelContentOptions;
}

/** What no other program would change. */
const beyondRepair: ReadonlySet<string> = new Set(["ABORTED", "BOOT_TIMEOUT"]);

/**
 * Runs a program and, while it fails, asks a model for a better one and runs that: until one ends well, fails as an earlier one did, or a budget is used up. Every attempt is
 * kept. Rejects only with what `run` rejects with.
 */
export async function runWithRepair<Signal extends AbortSignalLike = AbortSignalLike>(options: RepairOptions<Signal>): Promise<RepairOutcome> {
  const { run, ask, maxAttempts = 3, maxMs = Infinity, maxCharacters = Infinity, signal } = options;
  const began = Date.now();
  const attempts: RepairAttempt[] = [];
  const errors = new Set<string>();
  const stop = (stopped: RepairStop, more: { cause?: unknown } = {}): RepairOutcome => ({ stopped, attempts, result: attempts.at(-1)?.result, ...more });
  let { code } = options;
  let characters = 0;
  for (;;) {
    if (signal?.aborted) return stop("aborted");
    const result = await run(code, { attempt: attempts.length + 1, signal });
    const content = toModelContent(result, options.digest);
    const digest = textOf(content);
    attempts.push({ code, result, digest });
    if (result.status === "ok") return stop("ok");
    if (result.status === "aborted" || signal?.aborted) return stop("aborted");
    const error = keyOf(result);
    if (errors.has(error)) return stop("same-error");
    errors.add(error);
    if (result.error && beyondRepair.has(result.error.code)) return stop("not-repairable");
    if (attempts.length >= maxAttempts) return stop("attempts");
    if (Date.now() - began >= maxMs) return stop("time");
    characters += code.length + digest.length;
    if (characters > maxCharacters) return stop("characters");
    let reply;
    try {
      reply = await unlessAborted(async () => ask({ code, digest, content, attempt: attempts.length, attempts: [...attempts], signal }), signal);
    } catch (cause) {
      return signal?.aborted ? stop("aborted") : stop("ask-failed", { cause });
    }
    if (signal?.aborted) return stop("aborted");
    if (Date.now() - began >= maxMs) return stop("time");
    const next = typeof reply === "string" ? await codeOfReply(reply) : null;
    if (next === null) return stop("gave-up");
    code = next;
  }
}

/** What makes an error the same: addresses of objects differ from run to run, lines move with the code. */
const keyOf = ({ status, error, exitCode }: RunResult): string =>
  JSON.stringify([status, error?.code, error?.name, error?.message.replace(/0x[0-9a-f]+/gi, "0x…"), error ? null : exitCode]);

/** A model that is asked may answer long after nobody waits. */
async function unlessAborted<T>(work: () => Promise<T>, signal: AbortSignalLike | undefined): Promise<T | undefined> {
  if (!signal) return work();
  let listener: (() => void) | undefined;
  const aborted = new Promise<undefined>((resolve) => {
    listener = () => resolve(undefined);
    signal.addEventListener("abort", listener);
  });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    if (listener) signal.removeEventListener("abort", listener);
  }
}
