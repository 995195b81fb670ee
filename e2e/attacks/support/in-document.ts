import { mime } from "@vitrine/sdk";
import { listenToFrames, outputOf, show } from "../../conformance/views/show.ts";
import { type CaseContext, settings } from "../harness/index.ts";

/**
 * Vitrine runs no guest code in its own documents: what stands in `srcdoc` and `frameUrl` is put there as if a renderer had been taken over.
 * `scripted` is HTML of the guest's in the tier of that name.
 */
export const documents = ["srcdoc", "frameUrl", "scripted"] as const;

export type Where = (typeof documents)[number] | "bare";

/** Opens the product's frame document, or as a control a sandboxed one without a policy, and runs a function in it. Resolves with its value. */
export async function inDocument<A, R>(context: CaseContext, where: Where, body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
  if (where === "scripted") return inScripted(context, body, argument);
  const iframe = document.createElement("iframe");
  iframe.setAttribute("sandbox", where === "bare" ? "allow-scripts allow-forms allow-downloads" : "allow-scripts");
  if (where !== "bare") iframe.referrerPolicy = "no-referrer";
  const script = `{ const port = globalThis.vitrinePort;
    (async () => (${String(body)})(${JSON.stringify(argument)}))().then((value) => port.postMessage({ value }), (error) => port.postMessage({ error: String(error) })); }`;
  if (where === "frameUrl") iframe.src = `${settings.assets}frame.html`;
  else if (where === "srcdoc") iframe.srcdoc = await (await fetch(`${settings.assets}frame.html`)).text();
  else iframe.srcdoc = `<!doctype html><body><script>onmessage = (event) => { globalThis.vitrinePort = event.ports[0]; const script = document.createElement("script"); script.textContent = event.data.script; document.head.append(script); };</script>`;
  const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
  document.body.append(iframe);
  context.after(() => iframe.remove());
  await loaded;
  const { port1, port2 } = new MessageChannel();
  context.after(() => port1.close());
  const answer = new Promise<R>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<{ value: R; error?: string }>) => (data.error === undefined ? resolve(data.value) : reject(new Error(data.error)));
  });
  iframe.contentWindow!.postMessage({ script }, "*", [port2]);
  return answer;
}

/** HTML of the guest's that runs the function and tells the page's window what came of it: the one way out that it has. */
async function inScripted<A, R>(context: CaseContext, body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
  const mark = crypto.randomUUID();
  const say = `(value, error) => top.postMessage({ mark: "${mark}", value, error }, "*")`;
  const heard = listenToFrames(context) as { mark?: string; value: R; error?: string }[];
  // The end of a script element, in a text of the function's, must not end this one.
  const text = String(body).replaceAll("</", "<\\/");
  const html = `<p>guest</p><script>(async () => (${text})(${JSON.stringify(argument)}))().then(${say}, (error) => (${say})(null, String(error)))</script>`;
  await show(context, outputOf({ [mime.html]: html }), { tier: "scripted" });
  for (;;) {
    const answer = heard.find((message) => message?.mark === mark);
    if (answer?.error !== undefined) throw new Error(answer.error);
    if (answer) return answer.value;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Runs a function in a frame of the page that is not sealed at all: the control. */
export async function inUnsealed<A, R>(context: CaseContext, body: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
  const iframe = document.createElement("iframe");
  iframe.srcdoc = `<!doctype html><body><script>globalThis.answer = (async () => (${String(body)})(${JSON.stringify(argument)}))();</script>`;
  const loaded = new Promise((resolve) => iframe.addEventListener("load", resolve, { once: true }));
  document.body.append(iframe);
  context.after(() => iframe.remove());
  await loaded;
  return (iframe.contentWindow as unknown as { answer: Promise<R> }).answer;
}
