import type { FetchRequest, FetchResponse, Limits } from "@vitrine/protocol";
import { type DefineOptions, defineTextFunction, type GuestFunction, type InvokeResult, type TextFunction } from "./define.ts";
import { invalidArgument } from "./failures.ts";
import { isName, readRunInputs } from "./run-inputs.ts";
import type { Session, SessionOptions } from "./session.ts";
import { sha256 } from "./sha256.ts";

export type Definitions = Record<string, Pick<GuestFunction, "definition">>;

/** Where a program asks for a call, by POST of JSON: no such host exists, and who was offered nothing is refused like any other address. */
const functionsUrl = "https://functions.vitrine.invalid/";

/** Names of the functions, each with the hash of what defines it. Throws INVALID_ARGUMENT. */
export function readFunctions(functions: Definitions, language: string, languages: readonly string[]): Promise<{ name: string; codeHash: string }[]> {
  if (language !== "python") throw invalidArgument(`A program of ${language} cannot be offered functions.`, "Offer them to Python, or call `invoke` yourself.", { language });
  return Promise.all(
    Object.entries(functions).map(async ([name, given]) => {
      const { definition } = (given ?? {}) as Partial<GuestFunction>;
      if (!isName(name) || definition === undefined) throw invalidArgument(`\`functions\` does not say what ${JSON.stringify(name)} is.`, "Pass what sandbox.define gave, under a name of letters, digits and _.", { name });
      const { language: own, sources, packages, files, env, seed } = await readRunInputs(definition, languages, definition.limits?.fileBytes);
      const hashed = await Promise.all(files.map(async ({ path, bytes }) => [path, await sha256(bytes.slice().buffer)]));
      return { name, codeHash: await sha256(JSON.stringify([own, sources.map((source) => [source.name, source.code]), packages, hashed, env, seed])) };
    }),
  );
}

/** What a call came to, as the program reads it. */
type Reply = { output: unknown } | { error: { name: string; message: string } };

/** The functions that one run was offered. Each has an interpreter of its own, which no other run sees: the first call opens it, the run's end ends it. */
export class GuestFunctions {
  readonly #opened = new Map<string, Promise<TextFunction>>();
  #calls = 0;
  #bytes = 0;
  #closed = false;

  constructor(
    private readonly functions: Definitions,
    private readonly limits: Limits,
    private readonly openSession: (options: SessionOptions) => Promise<Session>,
  ) {}

  isCall(url: string): boolean {
    return url.startsWith(functionsUrl);
  }

  async answer({ method, url, body }: FetchRequest): Promise<Pick<FetchResponse, "status" | "statusText" | "url" | "headers" | "body">> {
    const name = url.slice(functionsUrl.length);
    const reply = method === "POST" && Object.hasOwn(this.functions, name) ? await this.#call(name, body ?? new ArrayBuffer(0)) : failed("NameError", `no function of that name was offered to this run; there is ${Object.keys(this.functions).join(", ") || "none"}`);
    const bytes = new TextEncoder().encode(JSON.stringify(reply)).buffer;
    this.#bytes += bytes.byteLength;
    const tooLarge = this.#bytes > this.limits.functionBytes && "output" in reply;
    const sent = tooLarge ? new TextEncoder().encode(JSON.stringify(this.#pastBytes())).buffer : bytes;
    return { status: 200, statusText: "OK", url, headers: { "content-type": "application/json" }, body: sent };
  }

  close(): void {
    this.#closed = true;
    for (const opened of this.#opened.values()) void opened.then((each) => each.dispose(), () => {});
  }

  async #call(name: string, body: ArrayBuffer): Promise<Reply> {
    const { functionCalls, functionMs } = this.limits;
    if (++this.#calls > functionCalls) return failed("LimitError", `the program made more than ${functionCalls} calls (limits.functionCalls)`);
    this.#bytes += body.byteLength;
    if (this.#bytes > this.limits.functionBytes) return this.#pastBytes();
    const { definition } = this.functions[name]!;
    try {
      const made = await this.#open(name, definition);
      const runMs = Math.min(functionMs, definition.limits?.runMs ?? functionMs);
      return replyOf(await made.invokeText(new TextDecoder().decode(body), { limits: { runMs } }), functionMs);
    } catch (error) {
      // Ours or the embedder's fault, or the run's end.
      return failed("RuntimeError", error instanceof Error ? error.message : String(error));
    }
  }

  #open(name: string, definition: DefineOptions): Promise<TextFunction> {
    let opened = this.#opened.get(name);
    if (!opened) {
      opened = defineTextFunction(definition, this.openSession);
      this.#opened.set(name, opened);
      // The run may have ended while it opened.
      opened.then((made) => this.#closed && made.dispose(), () => {});
    }
    return opened;
  }

  #pastBytes(): Reply {
    return failed("LimitError", `what the functions were given and gave is more than ${this.limits.functionBytes} bytes (limits.functionBytes)`);
  }
}

const failed = (name: string, message: string): Reply => ({ error: { name, message } });

function replyOf({ status, output, error }: InvokeResult, ms: number): Reply {
  if (status === "ok" && output !== undefined) return { output };
  if (status === "timeout") return failed("TimeoutError", `it took longer than ${ms} ms (limits.functionMs)`);
  return failed(error?.name ?? "RuntimeError", error?.message ?? `it ended as ${status} without a result`);
}
