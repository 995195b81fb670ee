import type { AssetFile, RunEvent, RunInputs } from "@vitrine/protocol";
import type { OpenedKernel } from "./open-kernel.ts";
import type { PackageCatalog } from "./package-catalog.ts";
import type { ReplyPreparer } from "./reply-preparer.ts";
import type { SandboxParts } from "./sandbox.ts";
import { sandboxText } from "./sandbox-text.ts";

/** Milliseconds after a figure was drawn until a view frame is opened for the next one: nothing of this one's is left to do then. */
const rest = 1500;

/** What opens a view is there when it is wanted. */
const expectView = () => void Promise.all([import("./view.ts"), sandboxText("view")]).catch(() => {});

interface AheadHouse {
  /** Python's, opening what is not open. */
  catalog(): Promise<PackageCatalog>;
  opened(): Promise<OpenedKernel> | undefined;
}

/** Gets ready what a sandbox will probably be asked for: the program in a reply that streams in, the figure of one that runs, the one after it. What fails here is told by the run. */
export class Ahead {
  /** What prepare() was told last. */
  #reply = "";
  #preparer: ReplyPreparer | undefined;
  #loadsPreparer = false;
  /** What draws the figure that is expected, or was. */
  #libraries: readonly AssetFile[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(
    private readonly parts: SandboxParts,
    private readonly house: AheadHouse,
  ) {}

  /** The reply so far. */
  read(reply: string): void {
    this.#reply = reply;
    if (this.#preparer) this.#preparer.read(reply);
    else if (!this.#loadsPreparer) void this.#loadPreparer();
  }

  /** While the program runs, a view frame waits that has what will draw its figure. */
  async expectFigure(inputs: Promise<RunInputs>, events: AsyncIterable<RunEvent>): Promise<void> {
    // Most runs make something to show.
    expectView();
    try {
      const { librariesOf } = await import("./program-needs.ts");
      const libraries = librariesOf(await inputs);
      for (const file of libraries) this.parts.store.load(file).catch(() => {});
      // Not before: loading Plotly takes from the interpreter's start what it needs, the thread of the frames or a processor.
      for await (const event of events) if (event.type === "phase" && event.phase === "run") return await this.#openView(libraries);
    } catch {
      // The run tells.
    }
  }

  /** Something was drawn: who saw a figure sees another. */
  shown(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#openView(this.#libraries), rest);
  }

  /** The sandbox is gone. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#preparer?.stop();
    this.parts.spareView?.drop();
  }

  async #loadPreparer(): Promise<void> {
    this.#loadsPreparer = true;
    try {
      const { ReplyPreparer } = await import("./reply-preparer.ts");
      if (this.#stopped) return;
      this.#preparer = new ReplyPreparer({
        store: this.parts.store,
        open: () => this.house.catalog(),
        catalog: () => this.house.catalog(),
        expectView: (libraries) => void this.#openView(libraries),
        expectPackages: (names) => void this.#expectPackages(names),
      });
      this.#preparer.read(this.#reply);
    } catch {
      this.#loadsPreparer = false;
    }
  }

  async #expectPackages(names: string[]): Promise<void> {
    try {
      const { kernel, images } = await this.house.opened()!;
      await images?.want(names, kernel);
      kernel.expect(names);
    } catch {
      // Likewise.
    }
  }

  async #openView(libraries: readonly AssetFile[]): Promise<void> {
    expectView();
    if (libraries.length === 0) return;
    this.#libraries = libraries;
    try {
      const { SpareView } = await import("./spare-view.ts");
      if (this.#stopped) return;
      this.parts.spareView ??= new SpareView(this.parts);
      this.parts.spareView.expect(libraries);
    } catch {
      // Likewise.
    }
  }
}
