import { check, type HostToView, type Json, mime as mimeTypes, type MimeBundle, type Output, type ViewToHost, viewToHost } from "@vitrine/protocol";
import { viewAssets } from "../distributions/index.ts";
import { disposed, outputUnsupported, viewFailed } from "./failures.ts";
import type { SandboxParts } from "./sandbox.ts";
import { openSealedFrame, type SealedFrame } from "./sealed-frame.ts";

export interface ViewOptions {
  /** Colours of the surroundings. Default: those of the element's own color-scheme, followed where it leaves the choice to the reader. */
  theme?: "light" | "dark";
}

export interface ImageOptions {
  format?: "png" | "svg";
  /** CSS pixels; default: as drawn. */
  width?: number;
  height?: number;
  /** Pixels per CSS pixel, for PNG. Default 2. */
  scale?: number;
}

/** An output as it stands in the page. */
export interface View {
  /** The view's iframe: sealed like the kernel's, visible. */
  readonly element: HTMLIFrameElement;
  /** The MIME type that was drawn. */
  readonly mime: string;
  /** Draws in other colours, for pages with a switch of their own. */
  setTheme(theme: "light" | "dark"): void;
  /** A picture of what is drawn. Throws VIEW_FAILED or DISPOSED. */
  toImage(options?: ImageOptions): Promise<Blob>;
  /** Takes the view out of the page. */
  dispose(): void;
}

/** MIME types that view frames draw, the one to prefer first. */
const drawable = [mimeTypes.plotly, mimeTypes.table, mimeTypes.svg, mimeTypes.png, mimeTypes.jpeg, mimeTypes.webp, mimeTypes.gif, mimeTypes.json, mimeTypes.markdown, mimeTypes.text];

/** Pixels that a drawing may be high. */
const maxHeight = 4000;

/** Opens a view frame and draws the output in it. */
export async function openView(output: Output, parent: Element, { theme }: ViewOptions, parts: SandboxParts, onDispose: (view: View) => void): Promise<View> {
  const chosen = drawable.find((type) => Object.hasOwn(output.data, type));
  if (chosen === undefined) throw outputUnsupported(Object.keys(output.data));
  const scripts = scriptsFor(chosen, output.data, parts);
  const frame = await openSealedFrame({
    script: "view",
    parent,
    frameUrl: parts.frameUrl,
    prepare(iframe) {
      iframe.title = output.alt;
      iframe.style.cssText = "display: block; width: 100%; height: 0; border: 0; background: transparent; color-scheme: light;";
    },
  });
  const view = new FrameView(frame, chosen, schemeOf(parent), onDispose);
  try {
    await view.draw({ mime: chosen, data: { [chosen]: output.data[chosen]! }, alt: output.alt, scripts: await scripts }, theme);
  } catch (error) {
    view.dispose();
    throw error;
  }
  return view;
}

/** The libraries that drawing this needs, as bytes: an opaque frame cannot fetch. */
async function scriptsFor(type: string, data: MimeBundle, { store }: SandboxParts): Promise<ArrayBuffer[]> {
  if (type !== mimeTypes.plotly) return [];
  const { data: traces } = data[type] as { data?: Json };
  const kinds = Array.isArray(traces) ? traces.map((trace) => (trace as { type?: Json } | null)?.type) : [];
  const needsShapes = kinds.some((kind) => kind === "choropleth" || kind === "scattergeo");
  return Promise.all([...(needsShapes ? [viewAssets.plotlyGeo] : []), viewAssets.plotly].map((file) => store.bytes(file)));
}

/** The colours of the place where the view goes: a page that never speaks of dark is light, whatever the reader prefers. */
function schemeOf(element: Element): "light" | "dark" | "either" {
  const words = getComputedStyle(element).colorScheme.split(" ");
  if (!words.includes("dark")) return "light";
  return words.includes("light") ? "either" : "dark";
}

class FrameView implements View {
  readonly element: HTMLIFrameElement;
  readonly #drawn = Promise.withResolvers<void>();
  readonly #images = new Map<number, PromiseWithResolvers<Blob>>();
  readonly #prefersDark = matchMedia("(prefers-color-scheme: dark)");
  #requests = 0;
  #disposed = false;

  constructor(
    private readonly frame: SealedFrame,
    readonly mime: string,
    private readonly scheme: "light" | "dark" | "either",
    private readonly onDispose: (view: View) => void,
  ) {
    this.element = frame.iframe;
    frame.port.onmessage = (event: MessageEvent<unknown>) => {
      const checked = check(viewToHost, event.data);
      if (checked.ok) this.#receive(checked.value);
    };
    this.#drawn.promise.catch(() => {});
  }

  async draw(drawing: Omit<Extract<HostToView, { type: "view-draw" }>, "type" | "theme">, theme: ViewOptions["theme"]): Promise<void> {
    if (theme === undefined && this.scheme === "either") this.#prefersDark.addEventListener("change", this.#follow);
    this.#send({ type: "view-draw", ...drawing, theme: theme ?? this.#preferred() }, drawing.scripts);
    await this.#drawn.promise;
  }

  setTheme(theme: "light" | "dark"): void {
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#send({ type: "view-theme", theme });
  }

  toImage({ format = "png", width = 0, height = 0, scale = 2 }: ImageOptions = {}): Promise<Blob> {
    if (this.#disposed) return Promise.reject(disposed("view"));
    const requestId = this.#requests++;
    const image = Promise.withResolvers<Blob>();
    this.#images.set(requestId, image);
    this.#send({ type: "view-to-image", requestId, format, width, height, scale });
    return image.promise;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#prefersDark.removeEventListener("change", this.#follow);
    this.#drawn.reject(disposed("view"));
    for (const image of this.#images.values()) image.reject(disposed("view"));
    this.#images.clear();
    this.frame.remove();
    this.onDispose(this);
  }

  readonly #follow = () => this.#send({ type: "view-theme", theme: this.#preferred() });
  readonly #preferred = () => (this.scheme !== "either" ? this.scheme : this.#prefersDark.matches ? "dark" : "light");

  #send(message: HostToView, transfer: Transferable[] = []): void {
    this.frame.port.postMessage(message, transfer);
  }

  #receive(message: ViewToHost): void {
    switch (message.type) {
      case "view-ready":
        return;
      case "view-drawn":
        this.#drawn.resolve();
        return;
      case "view-failed":
        this.#drawn.reject(viewFailed(message.message));
        return;
      case "view-resize":
        this.element.style.height = `${Math.min(Math.ceil(message.height), maxHeight)}px`;
        return;
      case "view-image":
        this.#take(message.requestId)?.resolve(new Blob([message.image], { type: typeof message.image === "string" ? mimeTypes.svg : mimeTypes.png }));
        return;
      case "view-image-failed":
        this.#take(message.requestId)?.reject(viewFailed(message.message));
    }
  }

  #take(requestId: number): PromiseWithResolvers<Blob> | undefined {
    const image = this.#images.get(requestId);
    this.#images.delete(requestId);
    return image;
  }
}
