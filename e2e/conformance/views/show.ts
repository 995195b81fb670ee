import { type MimeBundle, mime, type Output, type View, type ViewOptions } from "@vitrine/sdk";
import type { CaseContext } from "../harness/index.ts";
import { sharedSandbox } from "../support/sandbox.ts";

/** An output as a run would give it. */
export const outputOf = (data: MimeBundle, metadata: Output["metadata"] = {}): Output => ({ id: "output-1", data, metadata, alt: "what it shows" });

/** A Plotly figure as an output. */
export const figureOf = (data: object[], layout: object = {}): Output => outputOf({ [mime.plotly]: { data, layout } as never });

/** The iframe of a view that is live. */
export const frameIn = (element: Element): HTMLIFrameElement => element.querySelector("iframe")!;

/** Shows an output, live, in a slot of its own, 600 pixels wide, which is taken away when the case ends. */
export async function show(context: CaseContext, output: Output, options: ViewOptions = {}): Promise<{ view: View; slot: HTMLElement }> {
  const slot = document.createElement("div");
  slot.style.width = "600px";
  document.body.append(slot);
  context.after(() => slot.remove());
  const sandbox = await sharedSandbox("pyodide-0.29");
  const view = await sandbox.show(output, slot, { lazy: false, ...options });
  context.after(() => view.dispose());
  return { view, slot };
}

/** Size of a picture and how many colours it has, up to 50: a blank one has one. */
export async function lookAt(picture: Blob): Promise<{ width: number; height: number; colours: number }> {
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const brush = canvas.getContext("2d")!;
  brush.drawImage(bitmap, 0, 0);
  const pixels = new Uint32Array(brush.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
  const colours = new Set<number>();
  for (const pixel of pixels) if (colours.add(pixel).size >= 50) break;
  return { width: bitmap.width, height: bitmap.height, colours: colours.size };
}

/** Resolves when the view has taken a height that fits: the host hears of it after the drawing. */
export async function heightOf(slot: HTMLElement, fits: (height: number) => boolean): Promise<number> {
  const until = performance.now() + 15_000;
  while (!fits(slot.clientHeight) && performance.now() < until) await new Promise((resolve) => requestAnimationFrame(resolve));
  return slot.clientHeight;
}

/** What frames say to the page's window, to which no frame of ours ever speaks. */
export function listenToFrames(context: CaseContext): unknown[] {
  const heard: unknown[] = [];
  const listen = ({ data, source }: MessageEvent<unknown>) => source !== window && heard.push(data);
  addEventListener("message", listen);
  context.after(() => removeEventListener("message", listen));
  return heard;
}
