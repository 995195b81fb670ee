import type { Output, RunPhase, RunResult } from "@vitrine/sdk";
import { LiveRun, openSource, type Program, RunPanel, type RunState } from "@vitrine/sdk/ui";
import { BaseElement } from "./base-element.ts";
import { CellFrame } from "./cell-frame.ts";
import { codeText } from "./code-text.ts";

/** The `detail` of each event. They bubble, out of shadow trees as well. */
export interface VitrineRunEvents {
  "vitrine-phase": { phase: RunPhase; detail: string };
  "vitrine-output": Output;
  "vitrine-result": RunResult;
  /** Vitrine or the page did something wrong: no runtime, no frame. */
  "vitrine-failure": { message: string; fix: string };
}

/** What a run is given beside code and language: packages, files, stdin, limits. */
export type VitrineRunOptions = Omit<Exclude<Program, { vitrine: number }>, "code" | "language">;

/**
 * `<vitrine-run>`: a code cell that runs in the reader's own browser. The code is the property or attribute `code`, or the element's text.
 * Attributes: `language`, `autorun` (runs each code once, by itself), `streaming` (the code is not complete yet: it is shown, prepared for, and not run), `readonly` (no Edit),
 * and those of `<vitrine-output>`. Fires `VitrineRunEvents`.
 */
export class VitrineRun extends BaseElement {
  static readonly observedAttributes = ["code", "language", "autorun", "streaming", "readonly", "tier", "theme"];
  #options: VitrineRunOptions = {};
  #code: string | undefined;
  /** What the reader has made of the code. */
  #edited: string | undefined;
  #live = new LiveRun();
  /** The run is somebody else's: leaving the page does not end it. */
  #adopted = false;
  #autoran: string | undefined;
  #cell: CellFrame | undefined;
  #panel: { of: LiveRun; key: string; panel: RunPanel } | undefined;
  #leaveLive: (() => void)[] = [];
  #told: unknown;
  #observer: MutationObserver | undefined;

  constructor() {
    super();
    this.upgrade("sandbox", "code", "options", "live");
  }

  /** The program's text, as it was given; what the reader edits is in `editedCode`. */
  get code(): string {
    return this.#code ?? this.getAttribute("code") ?? codeText(this.textContent);
  }
  set code(code: string | undefined) {
    if (code === this.#code) return;
    this.#code = code;
    this.#edited = undefined;
    this.later();
  }

  /** What Run runs. */
  get editedCode(): string {
    return this.#edited ?? this.code;
  }

  get language(): string {
    return this.getAttribute("language") ?? "python";
  }
  set language(language: string) {
    this.setAttribute("language", language);
  }

  /** The run that the cell shows. Set it to show one that something else starts and ends, such as a tool call. */
  get live(): LiveRun {
    return this.#live;
  }
  set live(live: LiveRun) {
    if (live === this.#live) return;
    if (!this.#adopted) this.#live.abort();
    this.#unfollow();
    this.#live = live;
    this.#adopted = true;
    this.later();
  }

  /** What the next run is given beside code and language. */
  get options(): VitrineRunOptions {
    return this.#options;
  }
  set options(options: VitrineRunOptions | undefined) {
    this.#options = options ?? {};
  }

  get result(): RunResult | undefined {
    return this.#live.state().result;
  }

  /** Runs the code in a fresh interpreter; a run that goes on is ended first. Rejects only for what the page or Vitrine did wrong. */
  async run(): Promise<RunResult> {
    const { language, editedCode: code } = this;
    this.#follow();
    const source = (this.#adopted && this.#live.source) || this.sandbox;
    return this.#live.start(source, { ...this.options, language, code });
  }

  /** Ends the run, with what it made so far. */
  stop(): void {
    this.#live.abort();
  }

  override connectedCallback(): void {
    this.#observer ??= new MutationObserver(() => this.later());
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    super.connectedCallback();
  }

  override attributeChangedCallback(name?: string): void {
    if (name === "code") this.#edited = undefined;
    super.attributeChangedCallback();
  }

  protected leave(): void {
    this.#observer?.disconnect();
    if (!this.#adopted) this.#live.abort();
    this.#unfollow();
  }

  protected show(): void {
    const { code, language } = this;
    const streaming = this.hasAttribute("streaming");
    this.#follow();
    if (!this.#cell) {
      this.#cell = new CellFrame({ run: () => this.#start(), stop: () => this.stop(), edit: (edited) => (this.#edited = edited) });
      this.root().replaceChildren(this.#cell.element);
    }
    this.#showPanel(this.#cell);
    this.#showCell();
    if (streaming) void this.#prepare();
    else if (this.hasAttribute("autorun") && !this.#adopted && code.trim() !== "" && this.#autoran !== `${language}\n${code}`) {
      this.#autoran = `${language}\n${code}`;
      this.#start();
    }
  }

  #start(): void {
    // The panel says what went wrong.
    this.run().catch(() => {});
    this.#showCell();
  }

  #showCell(): void {
    const { status } = this.#live.state();
    this.#cell?.show({ code: this.editedCode, language: this.language, running: status === "running", streaming: this.hasAttribute("streaming"), editable: !this.hasAttribute("readonly") && !this.hasAttribute("streaming") });
    this.#cell?.panel.classList.toggle("busy", status !== "idle");
  }

  #showPanel(cell: CellFrame): void {
    const key = JSON.stringify(this.viewOptions);
    if (this.#panel?.of === this.#live && this.#panel.key === key) return;
    this.#panel?.panel.dispose();
    this.#panel = { of: this.#live, key, panel: new RunPanel(cell.panel, this.#live, { ...this.viewOptions, summary: true }) };
  }

  #follow(): void {
    if (this.#leaveLive.length > 0) return;
    const live = this.#live;
    // What had ended before was told, or is not this element's to tell.
    this.#told = outcomeOf(live.state());
    this.#leaveLive = [
      live.subscribe(() => {
        this.#showCell();
        this.#tellOutcome(live.state());
      }),
      live.listen((event) => {
        if (event.type === "phase") this.tell("vitrine-phase", { phase: event.phase, detail: event.detail ?? "" });
        else if (event.type === "output") this.tell("vitrine-output", event.output);
      }),
    ];
  }

  #unfollow(): void {
    for (const leave of this.#leaveLive.splice(0)) leave();
    this.#panel?.panel.dispose();
    this.#panel = undefined;
  }

  #tellOutcome(state: RunState): void {
    const outcome = outcomeOf(state);
    if (outcome === undefined || outcome === this.#told) return;
    this.#told = outcome;
    this.tell(state.result ? "vitrine-result" : "vitrine-failure", outcome);
  }

  async #prepare(): Promise<void> {
    try {
      const sandbox = await openSource(this.sandbox);
      if (this.isConnected && this.hasAttribute("streaming")) sandbox.prepare(`~~~~~~~~${this.language}\n${this.code}`);
    } catch {
      // The run will say what is wrong.
    }
  }
}

const outcomeOf = ({ result, failure }: RunState): unknown => result ?? failure;
