/** View frame: draws one output with our code. It runs no guest code; what it draws is data. */
import { check, type HostToView, hostToViewTypes, type ViewToHost } from "@vitrine/protocol";
import { renderers } from "./renderers/index.ts";
import type { Drawing } from "./renderers/renderer.ts";
import { baseStyle } from "./style.ts";

declare global {
  // Set by the sealed document before it runs this script.
  var vitrinePort: MessagePort | undefined;
}

const port = globalThis.vitrinePort!;
globalThis.vitrinePort = undefined;

const toHost = (message: ViewToHost, transfer: Transferable[] = []) => port.postMessage(message, transfer);
const words = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 65_536);

document.head.append(baseStyle());
const root = document.createElement("main");
document.body.append(root);

let drawing: Drawing | undefined;

const handlers: { [K in HostToView["type"]]: (message: Extract<HostToView, { type: K }>) => Promise<void> } = {
  "view-draw": async ({ mime, data, alt, theme, scripts }) => {
    const started = performance.now();
    try {
      setTheme(theme);
      const render = renderers[mime];
      if (!render) throw new Error(`no renderer for ${mime}`);
      drawing = await render({ root, data: data[mime]!, mime, alt, theme, scripts });
      reportHeight();
      new ResizeObserver(reportHeight).observe(root);
      toHost({ type: "view-drawn", ms: performance.now() - started });
    } catch (error) {
      toHost({ type: "view-failed", message: words(error) });
    }
  },
  "view-theme": async ({ theme }) => {
    setTheme(theme);
    await drawing?.setTheme?.(theme);
  },
  "view-to-image": async ({ requestId, format, width, height, scale }) => {
    try {
      if (!drawing?.toImage) throw new Error("this kind of output has no picture");
      const image = await drawing.toImage({ format, width, height, scale });
      toHost({ type: "view-image", requestId, image }, typeof image === "string" ? [] : [image]);
    } catch (error) {
      toHost({ type: "view-image-failed", requestId, message: words(error) });
    }
  },
};

port.onmessage = ({ data }: MessageEvent<HostToView>) => {
  if (!check(hostToViewTypes, data?.type).ok) return;
  void (handlers[data.type] as (message: HostToView) => Promise<void>)(data);
};

function setTheme(theme: "light" | "dark"): void {
  // Not on the document's root: a root of another scheme than its iframe's gets an opaque background.
  root.style.colorScheme = theme;
}

function reportHeight(): void {
  toHost({ type: "view-resize", height: root.getBoundingClientRect().height });
}

toHost({ type: "view-ready" });
