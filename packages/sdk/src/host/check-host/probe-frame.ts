import { check, type ProbeReport, probeToHost } from "@vitrine/protocol";
import { openSealedFrame } from "../sealed-frame.ts";
import type { Fault } from "./host-report.ts";

/** Milliseconds for a frame that answered to tell what it can do. */
const patience = 20_000;

/** Opens a real sealed frame and asks it what it can do. A fault: it did not answer, or the page's policy refused it. */
export async function probeFrame(frameUrl: string | undefined, sharedMemory: boolean): Promise<ProbeReport | Fault> {
  const place = document.createElement("div");
  place.hidden = true;
  (document.body ?? document.documentElement).append(place);
  const refused = Promise.withResolvers<Fault>();
  const listen = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition === "report" || !/^(?:frame|child)-src$/.test(effectiveDirective)) return;
    const source = frameUrl === undefined ? "blob:" : originSource(frameUrl);
    refused.resolve({ why: `The page's Content-Security-Policy refuses the frame (${effectiveDirective}, ${blockedURI}).`, fix: `Add ${source} to the page's frame-src.` });
  };
  document.addEventListener("securitypolicyviolation", listen);
  try {
    return await Promise.race([refused.promise, ask(place, frameUrl, sharedMemory)]);
  } catch (error) {
    const { message, fix } = error as { message: string; fix?: string };
    return { why: message, fix: fix ?? "Look into the browser's console, which names what it refused." };
  } finally {
    document.removeEventListener("securitypolicyviolation", listen);
    // With a frame that never answered.
    place.remove();
  }
}

async function ask(parent: Element, frameUrl: string | undefined, sharedMemory: boolean): Promise<ProbeReport> {
  const { port, remove } = await openSealedFrame({ script: "probe", parent, frameUrl, sharedMemory, prepare: (iframe) => (iframe.title = "Vitrine probe") });
  try {
    return await new Promise<ProbeReport>((resolve, reject) => {
      setTimeout(() => reject(new Error(`The frame answered, but said nothing more within ${patience} ms.`)), patience);
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        const checked = check(probeToHost, data);
        if (checked.ok && checked.value.type === "probe-report") resolve(checked.value);
      };
      port.postMessage({ type: "probe-start" });
    });
  } finally {
    remove();
  }
}

/** How a policy of this page names the origin of an address. */
export function originSource(url: string): string {
  const { origin } = new URL(url, document.baseURI);
  return origin === location.origin ? "'self'" : origin;
}
