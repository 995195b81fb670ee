import { panelSheet, type SandboxSource, sharedSandbox } from "@vitrine/sdk/ui";
import type { ViewOptions, ViewTier } from "@vitrine/sdk";
import { elementSheet } from "./element-sheet.ts";

/** Where there is no DOM the classes can still be imported. */
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/** What both elements have in common: a sandbox, a shadow root, and changes that are shown together. */
export abstract class BaseElement extends Base {
  #sandbox: SandboxSource | undefined;
  #due = false;

  /** Where programs run and outputs are drawn. Default: the page's one sandbox with the attributes `assets`, `distribution` and `frame-url`. */
  get sandbox(): SandboxSource {
    return this.#sandbox ?? sharedSandbox({ assets: this.getAttribute("assets") ?? undefined, distribution: this.getAttribute("distribution") ?? undefined, frameUrl: this.getAttribute("frame-url") ?? undefined });
  }
  set sandbox(sandbox: SandboxSource | undefined) {
    this.#sandbox = sandbox;
    this.later();
  }

  /** Of the attributes `tier` and `theme`. */
  protected get viewOptions(): ViewOptions {
    const tier = this.getAttribute("tier");
    const theme = this.getAttribute("theme");
    return { ...(tier && { tier: tier as ViewTier }), ...((theme === "light" || theme === "dark") && { theme }) };
  }

  connectedCallback(): void {
    this.later();
  }

  disconnectedCallback(): void {
    // One that is moved is back by then.
    queueMicrotask(() => this.isConnected || this.leave());
  }

  attributeChangedCallback(): void {
    this.later();
  }

  /** The page has let go of the element. */
  protected abstract leave(): void;
  /** Brings what is shown to what was set. */
  protected abstract show(): void;

  /** Shows all that was set in this turn at once. */
  protected later(): void {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      if (this.isConnected) this.show();
    });
  }

  /** The shadow root, made with the first call. */
  protected root(): ShadowRoot {
    if (this.shadowRoot) return this.shadowRoot;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [panelSheet(), elementSheet()];
    return root;
  }

  /** Properties that were set before the element was defined hide its own: they are set again. */
  protected upgrade(...names: string[]): void {
    for (const name of names) {
      if (!Object.hasOwn(this, name)) continue;
      const value: unknown = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  protected tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
