import type { Completion, Progress, Run, RunOptions, Sandbox, Session } from "@vitrine/sdk";
import { askLine } from "./ask-line.ts";
import { byId, element } from "./element.ts";
import { EventList } from "./event-list.ts";
import { jsonText } from "./json-text.ts";
import { OutputPane } from "./output-pane.ts";
import { type Place, Sandboxes } from "./sandboxes.ts";
import { showTimings } from "./timings-view.ts";
import { showVariables } from "./variables-view.ts";

const words = { queue: "Loading the runtime…", boot: "Starting…", install: "Installing packages…", run: "Running…", render: "Drawing…", end: "" } as const;

/** Runs programs one at a time and shows everything that they tell. */
export class RunController {
  readonly #status = byId("status", HTMLElement);
  readonly #timings = byId("timings", HTMLElement);
  readonly #result = byId("result", HTMLElement);
  readonly #runButton = byId("run", HTMLButtonElement);
  readonly #stopButton = byId("stop", HTMLButtonElement);
  readonly #output = new OutputPane(byId("output", HTMLElement));
  readonly #events = new EventList(byId("events", HTMLElement), byId("event-count", HTMLElement));
  readonly #variables = byId("variables", HTMLElement);
  readonly #variableCount = byId("variable-count", HTMLElement);
  readonly #loaded = new Map<string, number>();
  readonly #sandboxes = new Sandboxes((progress) => this.#progress(progress));
  #run: Run | undefined;
  /** Of the last run that was to keep its variables. */
  #session: { sandbox: Sandbox; session: Session } | undefined;

  constructor() {
    showVariables(this.#variables, this.#variableCount, null);
  }

  /** Starts loading a distribution, so that the first run need not. */
  warm(place: Place): void {
    void this.#sandboxes.get(place).catch(() => {});
  }

  stop(): void {
    this.#run?.abort();
  }

  /** What code may go on with at the cursor: known once a run has kept its variables. */
  async complete(code: string, cursor: number): Promise<Completion | undefined> {
    return this.#run ? undefined : this.#session?.session.complete(code, cursor);
  }

  /** `keep`: in a session, which goes on until a run is not to keep its variables. */
  async run(place: Place, program: RunOptions, keep: boolean): Promise<void> {
    if (this.#runButton.disabled) return;
    this.#busy(true);
    this.#output.begin();
    this.#events.begin();
    this.#timings.hidden = true;
    this.#result.replaceChildren();
    this.#status.textContent = words.queue;
    try {
      await this.#follow(await this.#sandboxes.get(place), { ...program, language: place.language, onInput: (prompt) => askLine(this.#output.element, prompt) }, keep);
    } catch (error) {
      const { message, fix } = error as { message?: string; fix?: string };
      this.#status.textContent = "Failed";
      this.#output.fail(message ?? String(error), fix ?? "");
    } finally {
      this.#run = undefined;
      this.#busy(false);
    }
  }

  async #follow(sandbox: Sandbox, program: RunOptions, keep: boolean): Promise<void> {
    const session = await this.#sessionOf(sandbox, program.language, keep);
    const run = session ? session.run(program) : sandbox.run(program);
    this.#run = run;
    for await (const event of run.events) {
      this.#events.add(event);
      if (event.type === "phase") this.#status.textContent = event.phase === "install" && event.detail ? `Installing ${event.detail}…` : words[event.phase];
      else if (event.type === "output") this.#output.show(sandbox, event.output);
      else if (event.type === "output-update") this.#output.update(event.output);
      else if (event.type === "outputs-clear") this.#output.clear();
      else if (event.type === "stdout" || event.type === "stderr") this.#output.print(event.type, event.text);
    }
    const result = await run.result;
    this.#output.end(result);
    showTimings(this.#timings, result);
    const text = element("pre", "", jsonText(result));
    this.#result.replaceChildren(text);
    await this.#output.drawn();
    showVariables(this.#variables, this.#variableCount, session ? await session.variables() : null);
    this.#status.textContent = result.status;
  }

  async #sessionOf(sandbox: Sandbox, language: string | undefined, keep: boolean): Promise<Session | undefined> {
    if (!keep || this.#session?.sandbox !== sandbox) {
      this.#session?.session.dispose();
      this.#session = keep ? { sandbox, session: await sandbox.session({ ...(language !== undefined && { language }) }) } : undefined;
    }
    return this.#session?.session;
  }

  #progress({ file, loaded }: Progress): void {
    this.#loaded.set(file, loaded);
    const megabytes = [...this.#loaded.values()].reduce((sum, bytes) => sum + bytes, 0) / 1e6;
    if (this.#runButton.disabled && this.#status.textContent?.startsWith("Loading")) this.#status.textContent = `Loading the runtime… ${megabytes.toFixed(1)} MB`;
  }

  #busy(busy: boolean): void {
    // The button that is to be pressed next takes the place of the other, and the focus with it.
    const hadFocus = document.activeElement === (busy ? this.#runButton : this.#stopButton);
    this.#runButton.disabled = busy;
    this.#runButton.hidden = busy;
    this.#stopButton.hidden = !busy;
    if (hadFocus) (busy ? this.#stopButton : this.#runButton).focus();
  }
}
