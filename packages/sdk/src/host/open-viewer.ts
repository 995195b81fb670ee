import { defaultLimits, defaultPolicy } from "@vitrine/protocol";
import { defaultDistributions } from "../distributions/index.ts";
import { type AssetSource, assetSource, AssetStore } from "./asset-store.ts";
import { insecureContext } from "./failures.ts";
import { NetworkRules } from "./network-rules.ts";
import { Sandbox } from "./sandbox.ts";

/** A sandbox for showing outputs only: no interpreter is loaded unless something is run. */
export function openViewer(assets: AssetSource, frameUrl?: string): Sandbox {
  if (!globalThis.crypto?.subtle) throw insecureContext();
  return new Sandbox({
    store: new AssetStore(assetSource(assets)),
    distributions: defaultDistributions,
    preload: [],
    policy: defaultPolicy,
    network: new NetworkRules([]),
    limits: defaultLimits,
    frameUrl,
    sharedMemory: false,
    images: false,
    spares: 0,
  });
}
