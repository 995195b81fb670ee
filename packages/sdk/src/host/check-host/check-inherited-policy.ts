import type { Fault } from "./host-report.ts";
import { violationsDuring } from "./violations-during.ts";

const emptyWasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const pixel = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const blobUrl = (text: string | Uint8Array<ArrayBuffer>, type: string) => URL.createObjectURL(new Blob([text], { type }));

function put<K extends "script" | "style">(tag: K, fill: (element: HTMLElementTagNameMap[K]) => void): void {
  const element = document.createElement(tag);
  fill(element);
  document.head.append(element);
  element.remove();
}

/** Resolves when the browser has decided about it. */
const settled = (target: Worker | HTMLElement, start: () => void) =>
  new Promise<void>((resolve) => {
    for (const type of ["load", "error", "message"]) target.addEventListener(type, () => resolve(), { once: true });
    setTimeout(resolve, 2000);
    start();
  });

function loadPicture(src: string): Promise<void> {
  const picture = new Image();
  return settled(picture, () => (picture.src = src));
}

function loadScript(src: string): Promise<void> {
  const script = document.createElement("script");
  return settled(script, () => {
    script.src = src;
    document.head.append(script);
  }).finally(() => script.remove());
}

async function startWorker(src: string): Promise<void> {
  const worker = new Worker(src);
  await settled(worker, () => {});
  worker.terminate();
}

/** What a srcdoc frame does, done in the page: it would be refused by the same policy. */
const attempts: { directive: string; source: string; attempt(): unknown }[] = [
  { directive: "script-src", source: "'unsafe-inline'", attempt: () => put("script", (script) => (script.textContent = ";")) },
  { directive: "script-src", source: "'wasm-unsafe-eval'", attempt: () => WebAssembly.compile(emptyWasm) },
  { directive: "script-src", source: "blob:", attempt: () => loadScript(blobUrl(";", "text/javascript")) },
  { directive: "worker-src", source: "blob:", attempt: () => startWorker(blobUrl("postMessage(0)", "text/javascript")) },
  { directive: "style-src", source: "'unsafe-inline'", attempt: () => put("style", (style) => (style.textContent = "vitrine-nothing { color: red }")) },
  { directive: "img-src", source: "data:", attempt: () => loadPicture(`data:image/gif;base64,${pixel}`) },
  { directive: "img-src", source: "blob:", attempt: () => loadPicture(blobUrl(Uint8Array.from(atob(pixel), (char) => char.charCodeAt(0)), "image/gif")) },
];

/** Frames of srcdoc inherit the page's policy: what of it refuses what they need. */
export async function checkInheritedPolicy(): Promise<Fault | undefined> {
  const missing = new Map<string, string[]>();
  for (const { directive, source, attempt } of attempts) {
    const refused = await violationsDuring(attempt);
    if (refused.length > 0) missing.set(directive, [...(missing.get(directive) ?? []), source]);
  }
  if (missing.size === 0) return undefined;
  const sources = Array.from(missing, ([directive, list]) => `${directive} ${list.join(" ")}`).join("; ");
  return {
    why: `Frames of srcdoc inherit the page's Content-Security-Policy, which lacks: ${sources}.`,
    fix: `Better: serve frame.html as a file and pass its URL as frameUrl, then the page's policy can stay as it is. Else add to the policy: ${sources}.`,
  };
}

/** A page that requires Trusted Types takes no srcdoc. */
export function checkTrustedTypes(): Fault | undefined {
  try {
    document.createElement("iframe").srcdoc = "<p>";
    return undefined;
  } catch {
    return { why: "The page's Content-Security-Policy has require-trusted-types-for 'script', under which no srcdoc can be set.", fix: "Serve frame.html as a file and pass its URL as frameUrl." };
  }
}
