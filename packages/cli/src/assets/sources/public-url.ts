import type { Supplier } from "../supplier.ts";

export interface PublicUrlOptions {
  signal?: AbortSignal | undefined;
  /** Replaced in tests. */
  fetch?: typeof globalThis.fetch;
  /** How long (in ms) a host may take to answer at all before it counts as unreachable. */
  answerMs?: number;
  /** How long (in ms) a download may stand still. */
  stallMs?: number;
}

/**
 * Asks a file's public URL. Each host is probed once; one that does not answer is not asked again,
 * so that a machine without internet waits for one short timeout and not for one per file.
 */
export function createPublicUrl(options: PublicUrlOptions = {}): Supplier {
  const { signal, fetch = globalThis.fetch, answerMs = 3000, stallMs = 30_000 } = options;
  /** Host → why it cannot be reached, or undefined when it answers. */
  const hosts = new Map<string, Promise<string | undefined>>();

  const probe = async (url: string): Promise<string | undefined> => {
    try {
      await withDeadline(answerMs, signal, (deadline) => fetch(url, { method: "HEAD", signal: deadline.signal }));
      return undefined;
    } catch (error) {
      signal?.throwIfAborted();
      return why(error);
    }
  };

  return async ({ url }) => {
    if (url === undefined) return undefined;
    const { host } = new URL(url);
    const known = hosts.get(host) ?? probe(url);
    hosts.set(host, known);
    const unreachable = await known;
    if (unreachable !== undefined) return { source: host, reason: `not reachable (${unreachable})` };
    try {
      return await withDeadline(stallMs, signal, async (deadline) => {
        const response = await fetch(url, { signal: deadline.signal });
        if (!response.ok || response.body === null) return { source: url, reason: `HTTP ${response.status}` };
        const chunks: Uint8Array[] = [];
        for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
          deadline.progress();
          chunks.push(chunk);
        }
        return { source: url, bytes: new Uint8Array(Buffer.concat(chunks)) };
      });
    } catch (error) {
      signal?.throwIfAborted();
      return { source: url, reason: why(error) };
    }
  };
}

interface Deadline {
  signal: AbortSignal;
  /** Starts the time anew. */
  progress: () => void;
}

/** Aborts the work when it makes no progress for that long, or when the outer signal says so. */
async function withDeadline<T>(
  milliseconds: number,
  outer: AbortSignal | undefined,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const expire = (): void => controller.abort(new Error(`no answer within ${milliseconds / 1000} s`));
  let timer = setTimeout(expire, milliseconds);
  const progress = (): void => {
    clearTimeout(timer);
    timer = setTimeout(expire, milliseconds);
  };
  const signal = outer ? AbortSignal.any([outer, controller.signal]) : controller.signal;
  try {
    return await work({ signal, progress });
  } finally {
    clearTimeout(timer);
  }
}

/** The innermost reason: fetch hides it in `cause`. */
function why(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return (cause as NodeJS.ErrnoException).code ?? cause.message;
}
