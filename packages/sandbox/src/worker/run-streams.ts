import type { Limits, WireCut, WirePreparedModule, WireProfile, WorkerEvent } from "@vitrine/protocol";
import type { Streams } from "../runtimes/runtime.ts";
import { OutputStream } from "./output-stream.ts";
import { TextStream } from "./text-stream.ts";
import { realNow } from "../runtimes/real-now.ts";

type Post = (event: WorkerEvent, transfer?: Transferable[]) => void;

/** Milliseconds between two words on what a limit cuts of a stream, for a program that is ended from outside. */
const tailEvery = 1000;

/** Everything that a run sends while it runs, in order, within its limits. */
export class RunStreams implements Streams {
  readonly #text: Record<"stdout" | "stderr", TextStream>;
  readonly #outputs: OutputStream;
  readonly #tailTold = { stdout: -Infinity, stderr: -Infinity };
  /** What limits cut, as told last, and as it is now. */
  readonly #cuts = new Map<WireCut["what"], { told: WireCut; now: WireCut }>();

  constructor(
    private readonly post: Post,
    limits: Limits,
  ) {
    const stream = (type: "stdout-delta" | "stderr-delta") => new TextStream(limits.stdoutBytes, (text) => post({ type, text }));
    this.#outputs = new OutputStream(post, (cut) => this.cut(cut), limits);
    this.#text = { stdout: stream("stdout-delta"), stderr: stream("stderr-delta") };
  }

  phase(phase: "install" | "run" | "render", detail = ""): void {
    this.post({ type: "phase-start", phase, detail: detail.slice(0, 1024) });
  }

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    this.#text[stream].write(bytes);
    if (!this.#text[stream].truncated) return;
    this.cut({ what: stream, limit: "stdoutBytes", made: this.#text[stream].written });
    const now = realNow();
    if (now - this.#tailTold[stream] < tailEvery) return;
    this.#tailTold[stream] = now;
    this.#tellTail(stream);
    this.#tellCuts();
  }

  #tellTail(stream: "stdout" | "stderr"): void {
    this.post({ type: "stream-tail", stream, text: this.#text[stream].tail });
  }

  /** Says how much limits cut, where it is more than was said. */
  #tellCuts(): void {
    for (const cut of this.#cuts.values()) {
      if (cut.now.made <= cut.told.made) continue;
      this.post({ type: "limit-met", ...cut.now });
      cut.told = cut.now;
    }
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

  modulePrepared(prepared: WirePreparedModule): void {
    this.post({ type: "module-prepared", prepared });
  }

  profile(profile: WireProfile): void {
    this.post({ type: "profile-taken", profile });
  }

  packagesHeld(names: string[]): void {
    this.post({ type: "packages-held", names });
  }

  lineReached(source: string, line: number): void {
    this.post({ type: "line-reached", source, line });
  }

  /** Says that a limit cut something: at once, and at the end how much it was. */
  cut(cut: WireCut): void {
    const known = this.#cuts.get(cut.what);
    this.#cuts.set(cut.what, { told: known?.told ?? cut, now: known && known.now.limit !== cut.limit ? known.now : cut });
    if (!known) this.post({ type: "limit-met", ...cut });
  }

  /** Sends what is left. */
  end(): void {
    for (const stream of Object.values(this.#text)) stream.end();
    this.#outputs.flush();
    for (const stream of ["stdout", "stderr"] as const) if (this.#text[stream].truncated) this.#tellTail(stream);
    this.#tellCuts();
    this.post({ type: "stream-end" });
  }
}
