import type { Output, Progress, RunPhase, RunResult } from "../host/index.ts";
import { panelSheet } from "./panel-sheet.ts";

const words: Record<RunPhase, string> = {
  queue: "Loading Python…",
  boot: "Starting Python…",
  install: "Installing packages…",
  run: "Running…",
  render: "Drawing…",
  end: "",
};

/** The plain look of a mounted program: a status line with progress, outputs, printed text, the error. Text only, never markup. */
export class ProgramPanel {
  readonly #root: Element;
  readonly #status = element("div", "vitrine-status");
  readonly #label = element("span", "");
  readonly #bar = element("progress", "");
  readonly #outputs = element("div", "vitrine-outputs");
  readonly #streams = { stdout: element("pre", "vitrine-stdout"), stderr: element("pre", "vitrine-stderr") };
  #loaded = new Map<string, number>();

  constructor(target: Element) {
    this.#root = target;
    // A constructed sheet needs no 'unsafe-inline' in the page's style-src.
    if (!document.adoptedStyleSheets.includes(panelSheet())) document.adoptedStyleSheets.push(panelSheet());
    this.#root.classList.add("vitrine");
    this.#status.role = "status";
    this.#bar.ariaLabel = "Progress";
    this.#status.append(this.#label, this.#bar);
    for (const stream of Object.values(this.#streams)) {
      stream.hidden = true;
      stream.tabIndex = 0;
    }
    this.#root.replaceChildren(this.#status, this.#outputs, this.#streams.stdout, this.#streams.stderr);
    this.phase("queue");
  }

  progress({ file, loaded }: Progress): void {
    this.#loaded.set(file, loaded);
    const bytes = [...this.#loaded.values()].reduce((sum, part) => sum + part, 0);
    this.#label.textContent = `Loading Python… ${(bytes / 1e6).toFixed(1)} MB`;
  }

  phase(phase: RunPhase, detail?: string): void {
    this.#label.textContent = detail && phase === "install" ? `Installing ${detail}…` : words[phase];
    this.#status.hidden = phase === "end";
  }

  print(stream: "stdout" | "stderr", text: string): void {
    this.#streams[stream].hidden = false;
    this.#streams[stream].append(text);
  }

  /** A place for one output. */
  slot(): Element {
    const slot = element("div", "vitrine-output");
    this.#outputs.append(slot);
    return slot;
  }

  /** Outputs that came up to now are gone. */
  clearOutputs(): void {
    this.#outputs.replaceChildren();
  }

  /** Says in words what could not be drawn. */
  undrawn(slot: Element, output: Output, error: unknown): undefined {
    const text = element("p", "vitrine-error");
    text.textContent = `${output.alt} (${error instanceof Error ? error.message : String(error)})`;
    slot.append(text);
  }

  finish(result: RunResult): void {
    this.phase("end");
    for (const { message } of result.cuts) this.#note("vitrine-note", message);
    if (!result.error) return;
    const { name, message, source, line, fix, traceback } = result.error;
    const place = line === null ? "" : ` (${source ?? "code"}, line ${line})`;
    const note = this.#note("vitrine-error", `${name}: ${message}${place}`);
    note.role = "alert";
    note.append(paragraph(fix));
    if (traceback) note.append(details("Traceback", traceback));
  }

  /** Something that is not the guest's fault. */
  failure(error: unknown): void {
    this.#status.hidden = true;
    const note = this.#note("vitrine-error", error instanceof Error ? error.message : String(error));
    note.role = "alert";
    const fix = (error as { fix?: unknown } | null)?.fix;
    if (typeof fix === "string") note.append(paragraph(fix));
  }

  clear(): void {
    this.#root.replaceChildren();
  }

  #note(className: string, text: string): HTMLElement {
    const note = element("div", className);
    const strong = element("strong", "");
    strong.textContent = text;
    note.append(strong);
    this.#root.append(note);
    return note;
  }
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  return made;
}

function paragraph(text: string): HTMLElement {
  const made = element("p", "");
  made.textContent = text;
  return made;
}

function details(summary: string, text: string): HTMLElement {
  const made = element("details", "");
  const head = element("summary", "");
  head.textContent = summary;
  const body = element("pre", "");
  body.textContent = text;
  made.append(head, body);
  return made;
}
