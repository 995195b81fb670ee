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
  /** An earlier sealed frame, in the page, whose document is gone: its iframe gets another one. */
  again?: SealedFrame;
}

export interface SealedFrame {
  iframe: HTMLIFrameElement;
  port: MessagePort;
  /** Why nobody can answer any more, where that shows: no engine tells a port that its other end died. */
  fate(): string | undefined;
  /** Whether another document is in the iframe, or loading: whoever moves an iframe in the page makes it load its own address anew. */
  moved(): boolean;
  /** Whether that document has loaded. */
  reloaded: boolean;
  /** Takes the frame out of the page; everything in it ends. */
  remove(): void;
}

/** Makes a sealed frame: opaque origin, no network, one port. Resolves when its script answers. Throws FRAME_BLOCKED. */
export async function openSealedFrame({ script, parent, frameUrl, sharedMemory = false, nests = false, prepare, again }: FrameOptions): Promise<SealedFrame> {
  const [text, frameDocument] = await Promise.all([sandboxText(script), frameUrl === undefined ? sandboxText("frame") : undefined]);
  const iframe = again?.iframe ?? document.createElement("iframe");
  // Nothing but scripts: without allow-same-origin the document's origin is opaque.
  iframe.setAttribute("sandbox", "allow-scripts");
  iframe.setAttribute("referrerpolicy", "no-referrer");
  iframe.setAttribute("credentialless", "");
  if (sharedMemory) iframe.allow = "cross-origin-isolated";
  if (!again) prepare(iframe);
  const blobUrl = nests && frameUrl === undefined ? URL.createObjectURL(new Blob([frameDocument!], { type: "text/html" })) : undefined;
  const address = frameUrl ?? blobUrl;

  const answered = Promise.withResolvers<MessagePort>();
  const ports: MessagePort[] = [];
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1);
    port1.onmessage = () => answered.resolve(port1);
    iframe.contentWindow?.postMessage({ script: text }, "*", [port2]);
  };
  // Each document that loads is asked: which of two is there to stay does not show, where the iframe is moved meanwhile.
  iframe.onload = connect;
  if (again && blobUrl === undefined && again.moved()) {
    // The iframe loads its document by itself; to set the address again would make it load a third time, and tell of the second.
    if (again.reloaded) connect();
  } else {
    try {
      if (address !== undefined) iframe.src = address;
      else iframe.srcdoc = frameDocument!;
    } catch (error) {
      // A page that requires Trusted Types takes no srcdoc.
      throw frameBlocked(0, frameUrl, error);
    }
  }
  if (!again) parent.append(iframe);

  const timeout = setTimeout(() => answered.reject(frameBlocked(patience, frameUrl)), patience);
  try {
    const port = await answered.promise;
    port.onmessage = null;
    for (const other of ports) if (other !== port) other.close();
    return framed(iframe, port);
  } catch (error) {
    for (const port of ports) port.close();
    // An iframe that stood there before stays where it is.
    if (again) watch(again);
    else iframe.remove();
    throw error;
  } finally {
    clearTimeout(timeout);
    if (blobUrl !== undefined) URL.revokeObjectURL(blobUrl);
  }
}

function framed(iframe: HTMLIFrameElement, port: MessagePort): SealedFrame {
  // Another place in the page is another window, in all engines.
  const own = iframe.contentWindow;
  const frame: SealedFrame = {
    iframe,
    port,
    moved: () => iframe.contentWindow !== own || frame.reloaded,
    reloaded: false,
    fate: () => fateOf(frame),
    remove() {
      iframe.onload = null;
      port.close();
      iframe.remove();
    },
  };
  watch(frame);
  return frame;
}

function watch(frame: SealedFrame): void {
  frame.reloaded = false;
  frame.iframe.onload = () => (frame.reloaded = true);
}

/** The shell always holds one frame; a process that died, or an address that took its place, holds none. */
function fateOf({ iframe, moved }: SealedFrame): string | undefined {
  if (!iframe.isConnected) return "it was taken out of the page";
  if (moved()) return "it was moved in the page";
  if (iframe.contentWindow?.length !== 1) return "its process died, most often for want of memory, or it was navigated away";
  return undefined;
}
