import type { RunError, RunResult, ViewOptions } from "../host/index.ts";
import { element } from "./element.ts";
import { LazySandbox } from "./lazy-sandbox.ts";
import type { LiveRun, RunState } from "./live-run.ts";
import { OutputSlot } from "./output-slot.ts";
import { FileLinks } from "./file-links.ts";
import { phaseText } from "./phase-text.ts";
import { StreamBox } from "./stream-box.ts";
import { timingsOf } from "./timings-of.ts";

export interface PanelOptions extends ViewOptions {
  /** Whether a line says at the end how it ended and how long it took. Default false. */
  summary?: boolean;
}

/** Milliseconds for which cleared outputs stay, to be taken by the next ones: so frames of an animation do not flicker. */
const reuseTime = 300;

/** A run as the reader sees it: how far it is, what it made, what it printed, what went wrong. Of the guest's text nothing becomes markup. */
export class RunPanel {
  readonly #root: Element;
  readonly #live: LiveRun;
  readonly #options: PanelOptions;
  readonly #status = element("div", "status");
  // What changes all the time stands beside the live region: nobody wants to hear each megabyte.
  readonly #label = element("span", "phase");
  readonly #bytes = element("span", "bytes");
  readonly #bar = element("progress", "progress");
  readonly #outputs = element("div", "outputs");
  readonly #stdout = new StreamBox("stdout", "Printed");
  readonly #stderr = new StreamBox("stderr", "Printed to stderr");
  readonly #timings = element("div", "timings");
  readonly #files = new FileLinks();
  readonly #notes = element("div", "notes");
  readonly #leave: (() => void)[] = [];
  #slots: OutputSlot[] = [];
  #noted: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Puts the panel into an element, which it empties, and follows the run. */
  constructor(root: Element, live: LiveRun, options: PanelOptions = {}) {
    this.#root = root;
    this.#live = live;
    this.#options = options;
    root.classList.add("vitrine");
    this.#label.role = "status";
    this.#bar.ariaLabel = "Progress";
    this.#status.append(this.#bar, this.#label, this.#bytes, this.#timings);
    root.replaceChildren(this.#status, this.#outputs, this.#stdout.element, this.#stderr.element, this.#notes, this.#files.element);
    this.#leave.push(live.subscribe(() => this.render()));
    this.render();
  }

  /** Resolves when every output stands in the page. */
  async drawn(): Promise<void> {
    this.render();
    await Promise.all(this.#slots.map((slot) => slot.draw()));
  }

  /** Takes the panel and its views out of the page. The run goes on. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const leave of this.#leave.splice(0)) leave();
    for (const slot of this.#slots.splice(0)) slot.dispose();
    this.#files.show([]);
    this.#root.replaceChildren();
  }

  /** Brings the page to the run's state. */
  render(): void {
    const state = this.#live.state();
    this.#showStatus(state);
    this.#showOutputs(state);
    this.#stdout.show(state.stdout);
    this.#stderr.show(state.stderr);
    this.#showNotes(state);
  }

  #showStatus(state: RunState): void {
    const running = state.status === "running";
    const text = running ? phaseText(state) : this.#options.summary ? summaryOf(state.result) : "";
    if (this.#label.textContent !== text) this.#label.textContent = text;
    this.#bar.hidden = !running;
    this.#status.hidden = text === "";
    const { source } = this.#live;
    if (source instanceof LazySandbox && this.#leave.length === 1) this.#leave.push(source.subscribe(() => this.#showBytes()));
    this.#showBytes();
  }

  #showBytes(): void {
    const { source } = this.#live;
    const { status, phase } = this.#live.state();
    const bytes = source instanceof LazySandbox ? source.state().loadedBytes : 0;
    this.#bytes.textContent = status === "running" && phase === "queue" && bytes > 0 ? `${(bytes / 1e6).toFixed(1)} MB` : "";
  }

  #showOutputs({ status, phase, outputs }: RunState): void {
    clearTimeout(this.#timer);
    for (const [index, output] of outputs.entries()) {
      const slot = this.#slots[index] ?? this.#open(output);
      void slot.draw(output);
    }
    if (this.#slots.length === outputs.length) return;
    const drop = () => {
      for (const slot of this.#slots.splice(this.#live.state().outputs.length)) slot.dispose();
    };
    if (status === "running" && phase === "run") this.#timer = setTimeout(drop, reuseTime);
    else drop();
  }

  #open(output: ConstructorParameters<typeof OutputSlot>[1]): OutputSlot {
    const slot = new OutputSlot(this.#live.source!, output, this.#options);
    this.#slots.push(slot);
    this.#outputs.append(slot.element);
    return slot;
  }

  #showNotes({ result, failure }: RunState): void {
    const ended = result ?? failure;
    if (this.#noted === ended) return;
    this.#noted = ended;
    this.#timings.replaceChildren(...(result && this.#options.summary ? [timingsOf(result.timings)] : []));
    this.#files.show(result?.files ?? []);
    this.#notes.replaceChildren(...(result?.cuts ?? []).map(({ message }) => element("p", "note", message)));
    // A reader who stopped it knows.
    if (result?.error && result.status !== "aborted") this.#notes.append(describeError(result.error));
    if (failure) this.#notes.append(describeError(failure));
  }
}

function summaryOf(result: RunResult | undefined): string {
  if (!result) return "";
  const { start: _, module: __, ...phases } = result.timings;
  const seconds = `${(Object.values(phases).reduce((sum, each) => sum + each, 0) / 1000).toFixed(1)} s`;
  if (result.status === "aborted") return `Stopped after ${seconds}`;
  return result.status === "ok" ? `Ran in ${seconds}` : `Failed after ${seconds}`;
}

function describeError({ name, message, source, line, fix, traceback }: Partial<RunError> & { message: string; fix: string }): HTMLElement {
  const place = line ? ` (${source ?? "code"}, line ${line})` : "";
  const note = element("div", "error", element("p", "message", element("strong", "", `${name ? `${name}: ` : ""}${message}`), place));
  note.role = "alert";
  if (fix) note.append(element("p", "fix", fix));
  if (traceback) {
    const text = element("pre", "traceback", traceback);
    text.tabIndex = 0;
    note.append(element("details", "", element("summary", "", "Traceback"), text));
  }
  return note;
}
