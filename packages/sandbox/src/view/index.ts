/** View frame: draws one output with our code. What it draws is data; guest HTML whose scripts the embedder lets run stands in a frame of its own. */
import { check, type HostToView, hostToViewTypes, type ViewToHost } from "@vitrine/protocol";
import { loadScript } from "./load-script.ts";
import { Stage } from "./stage.ts";
import { warmPlotly } from "./warm-plotly.ts";
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

// Plotly makes links of texts that say so. Nothing opens, but Chromium looks up the name of where a click would lead before it refuses.
for (const type of ["click", "auxclick"]) addEventListener(type, keepFromLeaving, { capture: true });

const stage = new Stage(root);
let loading = Promise.resolve();
const resized = new ResizeObserver(reportHeight);

const handlers: { [K in HostToView["type"]]: (message: Extract<HostToView, { type: K }>) => Promise<void> } = {
  "view-draw": async ({ libraries, data, mime, ...request }) => {
    const started = performance.now();
    try {
      await load(libraries);
      setTheme(request.theme);
      const drawn = await stage.draw({ ...request, mime, data: data[mime]! });
      reportHeight();
      resized.observe(root);
      toHost({ type: "view-drawn", ms: performance.now() - started, ...drawn });
    } catch (error) {
      toHost({ type: "view-failed", message: words(error) });
    }
  },
  "view-libraries": async ({ libraries }) => {
    await load(libraries).catch(() => {});
    await warmPlotly(root).catch(() => {});
  },
  "view-theme": async ({ theme }) => {
    setTheme(theme);
    await stage.drawing?.setTheme?.(theme);
  },
  "view-spin": async ({ ms }) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
    toHost({ type: "view-spun" });
  },
  "view-to-image": async ({ requestId, format, width, height, scale }) => {
    try {
      const { drawing } = stage;
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

/** Runs libraries one after the other, in the order in which they came. One that fails fails every drawing after it: the host counts on it. */
function load(libraries: readonly ArrayBuffer[]): Promise<void> {
  for (const script of libraries) loading = loading.then(() => loadScript(script));
  return loading;
}

function keepFromLeaving(event: Event): void {
  const link = event.composedPath().find((each) => each instanceof Element && each.localName === "a");
  if (link) event.preventDefault();
}

function setTheme(theme: "light" | "dark"): void {
  // Not on the document's root: a root of another scheme than its iframe's gets an opaque background.
  root.style.colorScheme = theme;
}

function reportHeight(): void {
  toHost({ type: "view-resize", height: root.getBoundingClientRect().height });
}

toHost({ type: "view-ready" });
