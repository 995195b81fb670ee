import type { AssetFile } from "@vitrine/protocol";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { expectedLibraries } from "./program-needs.ts";
import type { PackageCatalog } from "./package-catalog.ts";
import { ReplyReader } from "./reply-reader.ts";

/** Files that are fetched for one reply: a program has some twenty, with all that its packages depend on, and a hostile list of names every package there is. */
const mostFiles = 50;

/** What preparing needs of its sandbox. */
export interface PreparerHouse {
  store: AssetStore;
  /** Opens the kernel, unless it is open. */
  open(): Promise<unknown>;
  /** Gets an interpreter ready that has these packages. */
  expectPackages(names: string[]): void;
  catalog(): Promise<PackageCatalog>;
  /** Loads what opens views, and has one opened with these libraries, if there are any. */
  expectView(libraries: readonly AssetFile[]): void;
}

/** Gets ready what the program in a reply will ask for, while the reply streams in: never more than its run could ask for. */
export class ReplyPreparer {
  readonly #reader = new ReplyReader();
  readonly #asked = new Set<string>();
  // How much of the reply was acted upon.
  #python = false;
  #found = 0;
  #reply = "";
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly house: PreparerHouse) {}

  /** The reply so far. Costs what was added to it. */
  read(reply: string): void {
    const reader = this.#reader;
    this.#reply = reply;
    if (!reader.read(reply)) {
      this.#python = false;
      this.#found = 0;
      this.#asked.clear();
    }
    if (reader.python && !this.#python) {
      // What fails here is told by the run.
      this.house.open().catch(() => {});
      this.house.expectView([]);
    }
    this.#python = reader.python;
    const found = reader.modules.size + reader.calls.size;
    if (reader.python && found > this.#found) void this.#fetch([...reader.modules], [...reader.calls]);
    this.#found = found;
    if (reader.behind) this.#later ??= setTimeout(() => this.#goOn());
  }

  /** The sandbox is gone. */
  stop(): void {
    clearTimeout(this.#later);
  }

  #goOn(): void {
    this.#later = undefined;
    this.read(this.#reply);
  }

  async #fetch(modules: readonly string[], calls: readonly string[]): Promise<void> {
    const libraries = expectedLibraries(modules, calls);
    if (libraries.length > 0) this.house.expectView(libraries);
    try {
      const catalog = await this.house.catalog();
      this.house.expectPackages(catalog.packagesFor(modules));
      for (const file of catalog.filesFor(modules)) this.#load(file);
    } catch {
      // Likewise.
    }
  }

  #load(file: PinnedFile): void {
    if (this.#asked.has(file.sha256) || this.#asked.size >= mostFiles) return;
    this.#asked.add(file.sha256);
    this.house.store.load(file).catch(() => {});
  }
}
