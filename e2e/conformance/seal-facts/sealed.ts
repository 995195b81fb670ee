import type { CaseContext } from "../harness/index.ts";

/** The policy of facts.md, "The sealed frame". */
export const sealPolicy =
  "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:; worker-src blob:; child-src blob:; " +
  "style-src 'unsafe-inline'; img-src data: blob:; font-src data:; media-src data: blob:; connect-src 'none'; " +
  "frame-src 'none'; object-src 'none'; form-action 'none'; base-uri 'none'";

/** What a sealed document starts with. The base comes first: `base-uri 'none'` refuses one that comes after it. */
export function sealedHead(policy: string): string {
  return `<base href="about:srcdoc"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
}

export interface FrameOptions {
  /** What the document around the sealed one starts with. */
  shellHead?: string;
  /** What the sealed document starts with. */
  head?: string;
  /** Of both frames; no-referrer unless told. */
  referrerPolicy?: ReferrerPolicy;
}

/**
 * Runs a function in a sealed document (an opaque srcdoc frame in an opaque srcdoc shell) and brings its value back over a transferred
 * port. The function travels as text: it sees only its argument, and the port that it may answer on by itself.
 */
export async function inFrame<A, R>(
  context: CaseContext,
  body: (argument: A, port: MessagePort) => R | Promise<R>,
  argument: A,
  options: FrameOptions = {},
): Promise<R> {
  return (await openFrame(context, body, argument, options)).value;
}

/** `inFrame`, with the port kept: for a frame that is spoken to later. */
export async function openFrame<A, R>(
  context: CaseContext,
  body: (argument: A, port: MessagePort) => R | Promise<R>,
  argument: A,
  options: FrameOptions = {},
): Promise<{ value: R; port: MessagePort; iframe: HTMLIFrameElement }> {
  const referrerPolicy = options.referrerPolicy ?? "no-referrer";
  const inner = `<!doctype html>${options.head ?? sealedHead(sealPolicy)}<body><script>
    addEventListener("message", async ({ data, ports: [port] }) => {
      try { port.postMessage({ value: await (${String(body)})(data, port) }); } catch (error) { port.postMessage({ error: String(error) }); }
    }, { once: true });
  </script>`;
  const shell = `<!doctype html>${options.shellHead ?? sealedHead(sealPolicy)}<body><script>
    addEventListener("message", ({ data, ports }) => {
      const iframe = document.createElement("iframe");
      iframe.sandbox = "allow-scripts";
      iframe.referrerPolicy = data.referrerPolicy;
      iframe.srcdoc = data.inner;
      iframe.addEventListener("load", () => iframe.contentWindow.postMessage(data.argument, "*", ports), { once: true });
      document.body.append(iframe);
    }, { once: true });
  </script>`;
  const iframe = document.createElement("iframe");
  iframe.setAttribute("sandbox", "allow-scripts");
  iframe.referrerPolicy = referrerPolicy;
  iframe.srcdoc = shell;
  const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
  document.body.append(iframe);
  context.after(() => iframe.remove());
  await loaded;
  const { port1, port2 } = new MessageChannel();
  context.after(() => port1.close());
  const value = answer<R>(port1);
  iframe.contentWindow!.postMessage({ inner, argument, referrerPolicy }, "*", [port2]);
  return { value: await value, port: port1, iframe };
}

/** The next `{ value }` or `{ error }` that comes over the port. */
export function answer<R>(port: MessagePort): Promise<R> {
  return new Promise((resolve, reject) => {
    port.onmessage = ({ data }: MessageEvent<{ value: R } | { error: string }>) =>
      "error" in data ? reject(new Error(data.error)) : resolve(data.value);
    port.onmessageerror = () => reject(new Error("A message arrived that cannot be read (messageerror)"));
  });
}

/** Runs a function in a classic blob worker of a sealed document. */
export function inWorker<A, R>(context: CaseContext, body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
  return inFrame(context, startWorkerAndAsk<R>, { source: workerSource(body), argument });
}

/** The script of a worker that answers one message with the function's value. */
export function workerSource(body: (argument: never) => unknown): string {
  return `onmessage = async ({ data }) => {
    try { postMessage({ value: await (${String(body)})(data) }); } catch (error) { postMessage({ error: String(error) }); }
  };
  onmessageerror = () => postMessage({ error: "messageerror in the worker" });`;
}

/** Runs in the frame, or in the page as a control. */
export async function startWorkerAndAsk<R>({ source, argument }: { source: string | Blob; argument: unknown }): Promise<R> {
  const blob = typeof source === "string" ? new Blob([source], { type: "text/javascript" }) : source;
  const worker = new Worker(URL.createObjectURL(blob));
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data.value));
      worker.onerror = (event) => reject(new Error(`worker error: ${event.message || "(no message)"}`));
      worker.onmessageerror = () => reject(new Error("messageerror from the worker"));
      worker.postMessage(argument);
    });
  } finally {
    worker.terminate();
  }
}
