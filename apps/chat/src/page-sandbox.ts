import { createSandbox, type Sandbox } from "@vitrine/sdk";
import { LoadingMeter } from "./loading-meter.ts";

export const loadingMeter = new LoadingMeter();

let opening: Promise<Sandbox> | undefined;

/** The page's one sandbox: opened when first asked for, shared by every run and every output. */
export function pageSandbox(): Promise<Sandbox> {
  if (!opening) {
    opening = createSandbox({ assets: "/assets/", frameUrl: "/vitrine/frame.html", onProgress: loadingMeter.add });
    // The next one to ask tries again.
    opening.catch(() => (opening = undefined));
  }
  return opening;
}
