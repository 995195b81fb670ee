import { frameBlocked } from "./failures.ts";
import { type SandboxText, sandboxText } from "./sandbox-text.ts";

/** Milliseconds until a frame that does not answer counts as blocked. */
const patience = 15_000;

export interface FrameOptions {
  /** Which script the sealed document runs. */
  script: Extract<SandboxText, "kernel" | "view" | "probe">;
  /** Where the iframe goes. */
  parent: Element;
  /** URL of the served frame document, for pages whose own CSP forbids srcdoc. */
  frameUrl: string | undefined;
  /** Whether the frame may share memory with its workers, where the page is cross-origin isolated. */
  sharedMemory?: boolean;
  /** Whether a frame with a document of its own will stand inside: WebKit opens no srcdoc document inside two others. */
  nests?: boolean;
  /** Set on the iframe before it loads. */
  prepare(iframe: HTMLIFrameElement): void;
  /** An iframe of an earlier sealed frame, in the page, whose document is gone: it gets another one. */
  again?: HTMLIFrameElement;
}

export interface SealedFrame {
  iframe: HTMLIFrameElement;
  port: MessagePort;
  /** Why nobody can answer any more, where that shows: no engine tells a port that its other end died. */
  fate(): string | undefined;
  /** Takes the frame out of the page; everything in it ends. */
  remove(): void;
}

/** Makes a sealed frame: opaque origin, no network, one port. Resolves when its script answers. Throws FRAME_BLOCKED. */
export async function openSealedFrame({ script, parent, frameUrl, sharedMemory = false, nests = false, prepare, again }: FrameOptions): Promise<SealedFrame> {
  const [text, frameDocument] = await Promise.all([sandboxText(script), frameUrl === undefined ? sandboxText("frame") : undefined]);
  const iframe = again ?? document.createElement("iframe");
  // Nothing but scripts: without allow-same-origin the document's origin is opaque.
  iframe.setAttribute("sandbox", "allow-scripts");
  iframe.setAttribute("referrerpolicy", "no-referrer");
  iframe.setAttribute("credentialless", "");
  if (sharedMemory) iframe.allow = "cross-origin-isolated";
  prepare(iframe);
  const blobUrl = nests && frameUrl === undefined ? URL.createObjectURL(new Blob([frameDocument!], { type: "text/html" })) : undefined;
  const address = frameUrl ?? blobUrl;
  const loaded = new Promise<void>((resolve) => iframe.addEventListener("load", () => resolve(), { once: true }));
  try {
    if (address !== undefined) iframe.src = address;
    else iframe.srcdoc = frameDocument!;
  } catch (error) {
    // A page that requires Trusted Types takes no srcdoc.
    throw frameBlocked(0, frameUrl, error);
  }

  const { port1: port, port2 } = new MessageChannel();
  const remove = () => {
    port.close();
    iframe.remove();
  };
  const answered = new Promise<void>((resolve) => {
    port.onmessage = () => resolve();
  });
  if (!again) parent.append(iframe);
  const timer = Promise.withResolvers<never>();
  const timeout = setTimeout(() => timer.reject(frameBlocked(patience, frameUrl)), patience);
  try {
    await Promise.race([loaded, timer.promise]);
    iframe.contentWindow?.postMessage({ script: text }, "*", [port2]);
    await Promise.race([answered, timer.promise]);
  } catch (error) {
    // An iframe that stood there before stays where it is.
    if (again) port.close();
    else remove();
    throw error;
  } finally {
    clearTimeout(timeout);
    if (blobUrl !== undefined) URL.revokeObjectURL(blobUrl);
    timer.promise.catch(() => {});
  }
  port.onmessage = null;
  return { iframe, port, fate: () => fateOf(iframe), remove };
}

/** The shell always holds one frame; a process that died, or an address that took its place, holds none. */
function fateOf(iframe: HTMLIFrameElement): string | undefined {
  if (!iframe.isConnected) return "it was taken out of the page";
  if (iframe.contentWindow?.length !== 1) return "its process died, most often for want of memory, or it was navigated away";
  return undefined;
}
