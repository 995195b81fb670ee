import type { ProbeReport } from "@vitrine/protocol";
import { AssetStore, assetSource } from "./asset-store.ts";
import { checkAssets } from "./check-host/check-assets.ts";
import { checkInheritedPolicy, checkTrustedTypes } from "./check-host/check-inherited-policy.ts";
import { checkNetwork } from "./check-host/check-network.ts";
import { checkServedFrame } from "./check-host/check-served-frame.ts";
import { type Fault, type HostCheck, hostCheck, type HostReport } from "./check-host/host-report.ts";
import { probeFrame } from "./check-host/probe-frame.ts";
import { chosenDistributions, type SandboxOptions } from "./create-sandbox.ts";
import { distributionOf } from "./distribution-of.ts";

/** What on-demand.ts loads. */
export async function checkHost(options: SandboxOptions = {}): Promise<HostReport> {
  const { frameUrl, sharedMemory = false, preload = ["python"], policy } = options;
  const distributions = chosenDistributions(options.distribution);
  const store = new AssetStore(assetSource(options.assets));
  const checks = [
    hostCheck("secure-context", "the page is a secure context, with crypto.subtle", secureContextFault()),
    ...(await checkFrames(frameUrl, sharedMemory)),
    hostCheck("assets", "the runtime's files can be fetched, and are of this version", await checkAssets(store, preload.map((language) => distributionOf(language, distributions)))),
    ...(policy?.network?.length ? [hostCheck("network", "the page's policy lets through what policy.network opens", await checkNetwork(policy.network))] : []),
    hostCheck("cache-storage", "files are kept between visits (Cache Storage)", await storageFault(() => caches.open("vitrine-check").then(() => caches.delete("vitrine-check")), "Every visit fetches the runtime again"), false),
    hostCheck("session-storage", "sessions can keep their files (origin private file system)", await storageFault(() => navigator.storage.getDirectory(), "session({ storage }) rejects with STORAGE_UNAVAILABLE"), false),
  ];
  return { ok: checks.every(({ ok, needed }) => ok || !needed), checks };
}

async function checkFrames(frameUrl: string | undefined, sharedMemory: boolean): Promise<HostCheck[]> {
  const before: HostCheck[] = [];
  if (frameUrl === undefined) {
    const typed = checkTrustedTypes();
    before.push(hostCheck("trusted-types", "srcdoc can be set", typed));
    // Under Trusted Types the attempts would be refused for another reason.
    if (!typed) before.push(hostCheck("inherited-policy", "the page's policy, which srcdoc frames inherit, has what they need", await checkInheritedPolicy()));
  }
  const served = frameUrl === undefined ? undefined : await checkServedFrame(frameUrl);
  const cause = served?.blocked ?? before.find(({ ok }) => !ok);
  const probed = cause ? { why: cause.why, fix: cause.fix } : await probeFrame(frameUrl, sharedMemory);
  const report = "why" in probed ? undefined : probed;
  const frame = hostCheck("frame", "a sealed frame opens and answers", report ? undefined : (probed as Fault));
  const version: HostCheck[] = served?.differs === undefined ? [] : [hostCheck("frame-version", "frame.html is the one of this version", served.differs ? { why: `${frameUrl} holds another document than this version's frame.html.`, fix: "Run `vitrine assets <dir>` of this version again, and let nothing rewrite the file." } : undefined)];
  return [...before, frame, ...version, ...(report ? checkReport(report, sharedMemory) : [])];
}

function checkReport(report: ProbeReport, sharedMemory: boolean): HostCheck[] {
  const { origin, evalRefused, requestRefused, workerFailure, pictureFailure, sharesMemory, canSuspend, refusedBy } = report;
  const refusals = refusedBy.length > 0 ? ` Refused by: ${refusedBy.join("; ")}.` : "";
  const open = [origin !== "null" && `its origin is ${origin}`, !evalRefused && "eval works", !requestRefused && "requests are not refused"].filter(Boolean).join(", ");
  return [
    hostCheck("seal", "the frame is sealed: opaque origin, no eval, no requests", open ? { why: `The frame is not sealed: ${open}.`, fix: "Serve frame.html as it is, and use a current browser." } : undefined),
    hostCheck("worker", "a worker starts in the frame and compiles WebAssembly", workerFailure ? { why: `The frame's worker failed: ${workerFailure}.${refusals}`, fix: workerFix(refusals) } : undefined),
    hostCheck("pictures", "pictures load in the frame", pictureFailure ? { why: `A picture failed: ${pictureFailure}.${refusals}`, fix: "Add data: and blob: to img-src of the policy that frame.html is served with." } : undefined),
    hostCheck("shared-memory", "memory is shared (interrupts keep a session's variables)", sharesMemory ? undefined : sharedMemoryFault(sharedMemory), sharedMemory),
    hostCheck("waiting", "programs can wait in the midst of their code: input(), requests (JSPI)", canSuspend ? undefined : { why: "This browser has no JavaScript Promise Integration.", fix: "Nothing to be done in the page: give programs `stdin`, and let them use await for requests." }, false),
  ];
}

const secureContextFault = (): Fault | undefined => (globalThis.crypto?.subtle ? undefined : { why: "The page has no crypto.subtle, so hashes cannot be checked.", fix: "Serve the page over HTTPS, or from localhost." });

const workerFix = (refusals: string) =>
  refusals || !globalThis.crossOriginIsolated
    ? "Serve frame.html without a Content-Security-Policy of your own, or add blob: to its worker-src and 'wasm-unsafe-eval' to its script-src."
    : "Serve frame.html with Cross-Origin-Embedder-Policy: require-corp and Cross-Origin-Resource-Policy: cross-origin; WebKit starts no worker under COEP: leave it out there.";

function sharedMemoryFault(asked: boolean): Fault {
  if (!globalThis.crossOriginIsolated) return { why: "The page is not cross-origin isolated.", fix: "Only if you want it: send Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp with the page." };
  return { why: "The page is isolated, its frame is not.", fix: asked ? "Leave cross-origin-isolated out of the page's Permissions-Policy, and serve frame.html with Cross-Origin-Embedder-Policy: require-corp." : "Pass sharedMemory: true, if you want it." };
}

async function storageFault(open: () => Promise<unknown>, consequence: string): Promise<Fault | undefined> {
  try {
    await open();
    return undefined;
  } catch (error) {
    return { why: `${consequence}: ${error instanceof Error ? error.message : String(error)}`, fix: "Private windows, blocked site data or a full disk close it; nothing to be done in the page." };
  }
}
