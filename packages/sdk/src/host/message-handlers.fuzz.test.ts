import { defaultLimits, type PyodideDistribution, type RunEnd, type RunEvent, type RunInputs, type RunResult } from "@vitrine/protocol";
import { collectGarbage, deliver, describeUnplain, fc, fromKernel, fromView, fuzz, spoiled, watchPrototypes, wireOutput } from "@vitrine/fuzz";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findDistribution } from "../distributions/index.ts";
import type { AssetStore } from "./asset-store.ts";
import { Broker } from "./broker.ts";
import { GuestNetwork } from "./guest-network.ts";
import { Kernel } from "./kernel.ts";
import { manifestOf } from "./manifest.ts";
import { NetworkRules } from "./network-rules.ts";
import { PackageCatalog } from "./package-catalog.ts";
import { readOutput } from "./read-output.ts";
import { KernelRun } from "./run.ts";
import { FrameView } from "./frame-view.ts";

const perCase = 24;
/** A request that comes when its run has ended. */
const afterTheEnd = 424_242;
const distribution = findDistribution("pyodide-0.29") as PyodideDistribution;
const catalog = new PackageCatalog(distribution, { mode: "lock" }, { paths: new Set(), packages: [], images: [] }, '{"packages":{}}');
const store = { bytes: () => Promise.resolve(new ArrayBuffer(1)) } as unknown as AssetStore;
const inputs: RunInputs = { language: "python", sources: [], module: null, directories: [], packages: [], files: [], stdin: "", args: [], env: {}, seed: null, epoch: null, interactive: true, variables: {}, functions: [], profile: false };
const timings = { boot: 0, install: 0, run: 0, render: 0 };
const goodEnd = (runId: string): RunEnd => ({ type: "run-end", runId, status: "ok", error: null, value: null, exitCode: 0, files: [], timings, start: "image", module: null, peakMemoryBytes: null, fuel: null, cuts: [], tails: { stdout: "", stderr: "" }, session: null });

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
let changes: () => string[];

beforeEach(() => {
  changes = watchPrototypes();
});

afterEach(() => {
  vi.unstubAllGlobals();
  expect(changes()).toEqual([]);
});

/** A frame without a document: the channel is real, and the test is whoever sits at its other end. */
function frameOf({ port1: port }: MessageChannel) {
  const iframe = Object.assign(new EventTarget(), { isConnected: true, style: {} }) as HTMLIFrameElement;
  return { iframe, port, fate: () => undefined, moved: () => false, reloaded: false, remove: () => port.close() };
}

function startRun(kernel: Kernel, id: string): KernelRun {
  const network = new GuestNetwork(new NetworkRules([]), defaultLimits);
  return new KernelRun(id, {
    inputs: Promise.resolve(inputs),
    enter: async () => ({ kernel, catalog, wants: [], broker: new Broker(store, catalog, network), limits: defaultLimits, moduleKey: undefined, leave() {} }),
    manifest: (given, served) => manifestOf(given, distribution, served),
    onInput: (prompt) => Promise.resolve(prompt),
  });
}

async function eventsOf(run: KernelRun): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of run.events) events.push(event);
  return events;
}

test("S3: whatever comes from the kernel frame, runs end with plain results and are forgotten", async () => {
  const runs: WeakRef<KernelRun>[] = [];
  const before = timers();
  let refused = 0;
  let taken = 0;
  await fuzz({ share: 0.15, perCase, of: fc.array(spoiled(fromKernel, { inProcess: true }), { maxLength: 2 * perCase, size: "max" }) }, async (messages) => {
    const channel = new MessageChannel();
    const frame = frameOf(channel);
    const kernel = new Kernel(frame);
    const answered: unknown[] = [];
    const started = new Promise<void>((resolve) => {
      let starts = 0;
      channel.port2.onmessage = ({ data }: MessageEvent<{ type: string; requestId?: number }>) => {
        if (data.type === "run-start" && ++starts === 2) resolve();
        answered.push(data.requestId);
      };
    });
    const pair = [startRun(kernel, "run-1"), startRun(kernel, "run-2")];
    runs.push(...pair.map((run) => new WeakRef(run)));
    const asked = Promise.all([kernel.ask("session-1", { type: "variables" }), kernel.ask("constructor", { type: "files" })]);
    await started;
    for (const message of messages) deliver(message, channel.port2, frame.port);
    for (const { id: runId } of pair) {
      channel.port2.postMessage(goodEnd(runId));
      channel.port2.postMessage({ type: "fetch-request", runId, requestId: afterTheEnd, method: "GET", url: "https://a.invalid/", headers: {}, body: null });
    }
    for (const run of pair) {
      const result: RunResult = await run.result;
      expect(describeUnplain(result)).toBeUndefined();
      expect(describeUnplain(await eventsOf(run))).toBeUndefined();
      taken += result.stdout.length + result.outputs.length;
    }
    // The run is forgotten: what still names it is refused, once what was sent before has come.
    refused += kernel.refused;
    const { refused: heard } = kernel;
    for (const { id } of pair) channel.port2.postMessage({ type: "stdout-delta", runId: id, text: "late" });
    await vi.waitFor(() => expect(kernel.refused).toBe(heard + 2), { interval: 1 });
    kernel.dispose();
    expect(describeUnplain(await asked)).toBeUndefined();
    expect(answered).not.toContain(afterTheEnd);
    channel.port2.close();
  });
  // The controls: some came through, and some did not.
  expect([refused > 10, taken > 0]).toEqual([true, true]);
  await collectGarbage();
  expect([runs.filter((run) => run.deref()).length, timers() - before <= 2]).toEqual([0, true]);
});

test("S3: whatever comes from a view frame, the view goes on and is forgotten when it is disposed of", async () => {
  const views: WeakRef<FrameView>[] = [];
  await fuzz({ share: 0.1, perCase, of: fc.tuple(fc.boolean(), fc.array(spoiled(fromView, { inProcess: true }), { maxLength: 2 * perCase, size: "max" })) }, async ([early, messages]) => {
    const channel = new MessageChannel();
    const frame = frameOf(channel);
    const view = new FrameView(frame, { tier: "data", theme: "light", store, drawMs: 1000, caps: defaultLimits, reopen: () => Promise.reject(new Error("no frame")), onDispose() {} });
    views.push(new WeakRef(view));
    const send = async () => {
      const last = new Promise<void>((resolve) => frame.port.addEventListener("message", ({ data }) => data === "last" && resolve()));
      for (const message of messages) deliver(message, channel.port2, frame.port);
      channel.port2.postMessage("last");
      await last;
    };
    if (early) await send();
    const drawing = view.update({ id: "output-1", data: { "text/plain": "x" }, metadata: {}, alt: "" }).catch((error: { code: string }) => error.code);
    const images = [view.toImage(), view.toImage({ format: "svg" })].map((image) => image.catch((error: { code: string }) => error.code));
    if (!early) await send();
    expect(Number.parseFloat(frame.iframe.style.height || "0")).toBeLessThanOrEqual(4000);
    view.dispose();
    expect([undefined, "VIEW_FAILED", "DISPOSED"]).toContain(await drawing);
    for (const image of images) expect(["VIEW_FAILED", "DISPOSED"].includes((await image) as string) || (await image) instanceof Blob).toBe(true);
    channel.port2.close();
  });
  await collectGarbage();
  expect(views.filter((view) => view.deref()).length).toBe(0);
});

test("S3: an output that came over the wire is read into plain data, or refused with a reason", async () => {
  let read = 0;
  await fuzz({ share: 0.1, of: wireOutput }, (wire) => {
    const { output, refused } = readOutput(wire, defaultLimits);
    expect(describeUnplain(refused)).toBeUndefined();
    if (!output) return;
    read += 1;
    expect(describeUnplain(output)).toBeUndefined();
    expect(output.alt.length).toBeLessThanOrEqual(500);
    // Nothing in it comes from another place than its own keys.
    expect(Object.keys(wire.data)).toEqual(expect.arrayContaining(Object.keys(output.data)));
  });
  expect(read).toBeGreaterThan(10);
});
