import type { AssetFile, HostToView } from "@vitrine/protocol";
import { canMove, moveFrame } from "./move-frame.ts";
import type { SandboxParts } from "./sandbox.ts";
import { unseen } from "./out-of-sight.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";
import { sharesThread } from "./shares-thread.ts";

/** Milliseconds that one waits to be wanted. */
const patience = 60_000;

/** A view's frame, with libraries that it has run. */
export interface OpenedFrame {
  frame: SealedFrame;
  /** Their paths. */
  loaded: ReadonlySet<string>;
}

/** A view frame that is open before there is anything to draw. It has seen nothing of any guest's, and serves one view. */
export class SpareView {
  #waiting: { frame: Promise<SealedFrame>; loaded: ReadonlySet<string> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: SandboxParts) {}

  /** Has one ready that has run these libraries, in the place of one that has run others. */
  expect(libraries: readonly AssetFile[]): void {
    if (document.hidden) return;
    // Where no frame can wait, at least the files are here.
    if (!canMove()) return libraries.forEach((file) => void this.parts.store.load(file).catch(() => {}));
    const loaded = pathsOf(libraries);
    if (!this.#waiting || this.#waiting.loaded.size !== loaded.size || !isWithin(this.#waiting.loaded, loaded)) {
      this.drop();
      document.addEventListener("visibilitychange", this.#drop, { once: true });
      const waiting = { frame: this.#open(libraries), loaded };
      this.#waiting = waiting;
      waiting.frame.catch(() => this.#waiting === waiting && this.drop());
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#drop, patience);
  }

  /** The one that waits, in its place, if all that it has run is among what is needed. */
  async take(parent: Element, needed: (loaded: ReadonlySet<string>) => readonly AssetFile[]): Promise<OpenedFrame | undefined> {
    const spare = this.#waiting;
    if (!spare || !isWithin(spare.loaded, pathsOf(needed(spare.loaded)))) return undefined;
    this.#forget();
    const frame = await spare.frame.catch(() => undefined);
    if (frame && frame.fate() === undefined && moveFrame(frame.iframe, parent)) return { frame, loaded: spare.loaded };
    frame?.remove();
    return undefined;
  }

  drop(): void {
    this.#waiting?.frame.then((frame) => frame.remove()).catch(() => {});
    this.#forget();
  }

  readonly #drop = () => this.drop();

  #forget(): void {
    this.#waiting = undefined;
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#drop);
  }

  async #open(files: readonly AssetFile[]): Promise<SealedFrame> {
    const { parts } = this;
    const bytes = Promise.all(files.map((file) => parts.store.bytes(file)));
    bytes.catch(() => {});
    const frame = await openSealedFrame({
      script: "view",
      parent: document.body ?? document.documentElement,
      frameUrl: parts.frameUrl,
      prepare(iframe) {
        iframe.style.cssText = unseen;
        iframe.title = "Vitrine view";
        iframe.tabIndex = -1;
        iframe.ariaHidden = "true";
      },
    });
    try {
      parts.sharesThread ??= sharesThread(frame);
      await parts.sharesThread;
      const libraries = await bytes;
      const message: HostToView = { type: "view-libraries", libraries };
      frame.port.postMessage(message, libraries);
      return frame;
    } catch (error) {
      frame.remove();
      throw error;
    }
  }
}

const pathsOf = (files: readonly AssetFile[]) => new Set(files.map(({ path }) => path));
const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((path) => all.has(path));
