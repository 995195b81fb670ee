import { check, viewToHost } from "@vitrine/protocol";
import type { SealedFrame } from "./sealed-frame.ts";

/** Milliseconds for which the frame keeps its thread busy, and how often. */
const spin = 30;
const mostSpins = 5;

/**
 * Whether a sealed frame runs on this page's thread, so that whatever it draws stalls the page: measured, as no engine says it. One spin during which
 * the page went on proves that it does not; a busy machine can only make it look as if it did.
 */
export async function sharesThread({ port }: SealedFrame): Promise<boolean> {
  for (let spins = 0; spins < mostSpins; spins++) {
    // Where the thread is one and the same, nothing here happens for all of the spin; clocks are coarse.
    if ((await longestGap(port)) < spin * 0.8) return false;
  }
  return true;
}

/** The longest time that this page's thread did nothing while the frame span. */
async function longestGap(frame: MessagePort): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port1.onmessage = tick;
  const spun = new Promise<void>((resolve) => {
    frame.onmessage = ({ data }: MessageEvent<unknown>) => {
      const checked = check(viewToHost, data);
      if (checked.ok && checked.value.type === "view-spun") resolve();
    };
  });
  tick();
  frame.postMessage({ type: "view-spin", ms: spin });
  // A frame that dies meanwhile keeps nobody waiting.
  await Promise.race([spun, new Promise((resolve) => setTimeout(resolve, 1000))]);
  port1.close();
  frame.onmessage = null;
  return Math.max(longest, performance.now() - last);
}
