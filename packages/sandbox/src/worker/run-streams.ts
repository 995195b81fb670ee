import type { Limits, WorkerEvent } from "@vitrine/protocol";
import type { Streams } from "../runtimes/runtime.ts";
import { OutputStream } from "./output-stream.ts";
import { TextStream } from "./text-stream.ts";

type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;

/** Everything that a run sends while it runs, in order, within its limits. */
export class RunStreams implements Streams {
  readonly #text: Record<"stdout" | "stderr", TextStream>;
  readonly #outputs: OutputStream;
  readonly #told = new Set<"stdout" | "stderr" | "outputs">();

  constructor(
    private readonly post: Post,
    limits: Limits,
  ) {
    const stream = (type: "stdout-delta" | "stderr-delta") => new TextStream(limits.stdoutBytes, (text) => post({ type, text }));
    this.#outputs = new OutputStream(post, () => this.#tell("outputs"), limits);
    this.#text = { stdout: stream("stdout-delta"), stderr: stream("stderr-delta") };
  }

  phase(phase: "install" | "run" | "render", detail = ""): void {
    this.post({ type: "phase-start", phase, detail: detail.slice(0, 1024) });
  }

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    this.#text[stream].write(bytes);
    if (this.#text[stream].truncated) this.#tell(stream);
  }

  output(output: Parameters<Streams["output"]>[0]): void {
    this.#flushText();
    this.#outputs.add(output);
  }

  clearOutputs(): void {
    this.#flushText();
    this.#outputs.clear();
  }

  /** What was printed before an output comes before it. */
  #flushText(): void {
    this.#text.stdout.flush();
    this.#text.stderr.flush();
  }

  log(level: "info" | "warn", text: string): void {
    this.post({ type: "run-log", level, text: text.slice(0, 65_536) });
  }

  lineReached(source: string, line: number): void {
    this.post({ type: "line-reached", source, line });
  }

  /** Says once that a limit cut something. */
  #tell(what: "stdout" | "stderr" | "outputs"): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.post({ type: "limit-met", what });
  }

  /** Sends what is left. */
  end(): void {
    for (const stream of Object.values(this.#text)) stream.end();
    this.#outputs.flush();
    this.post({ type: "stream-end" });
  }
}
