import { check, defaultLimits, type HostToKernel, type KernelToHost, kernelToHost, type RunStart } from "@vitrine/protocol";
import { anyText, fc, fromHost, fromWorker, fuzz, hostileValue, sessionAnswers, spoiled, watchPrototypes, workerReports } from "@vitrine/fuzz";
import { beforeAll, expect, test, vi } from "vitest";

const perCase = 12;

/** A worker whose guest is the test: it holds the worker's ends of both ports, and Comlink's calls are answered by hand. */
class GuestStandIn {
  static readonly alive = new Set<GuestStandIn>();
  onmessage: ((event: MessageEvent) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  onerror: ((event: { message: string }) => void) | null = null;
  calls!: MessagePort;
  events!: MessagePort;
  /** Ids of the calls `open`, `run`, `ask` that came. */
  readonly asked: string[] = [];
  onCall: () => void = () => {};

  constructor(
    _: string,
    readonly options: { name: string },
  ) {
    GuestStandIn.alive.add(this);
  }

  postMessage(_: null, [calls, events]: [MessagePort, MessagePort]): void {
    this.calls = calls;
    this.events = events;
    calls.onmessage = ({ data }: MessageEvent<{ id: string }>) => {
      this.asked.push(data.id);
      this.onCall();
    };
  }

  /** Answers the call that came last, in Comlink's words; with null where the port cannot carry the answer. */
  answer(reply: object): void {
    const id = this.asked.at(-1);
    if (!post(this.calls, { id, ...reply })) post(this.calls, { id, type: "RAW", value: null });
  }

  terminate(): void {
    GuestStandIn.alive.delete(this);
    this.calls.close();
    this.events.close();
  }
}

/** What a port cannot carry, a guest cannot send: then false. */
function post(port: MessagePort, message: unknown): boolean {
  try {
    port.postMessage(message);
    return true;
  } catch {
    return false;
  }
}

const emptyWasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const inputs = { language: "python", sources: [], packages: [], files: [], stdin: "", args: [], env: {}, seed: null, epoch: null, interactive: false, module: null, directories: [], variables: {}, functions: [], profile: false };
const runStart = (sessionId: string | null): RunStart => ({ type: "run-start", runId: "run-1", inputs, limits: defaultLimits, wants: [], moduleKey: null, sessionId });

const { port1: frameSide, port2: host } = new MessageChannel();
const heard: KernelToHost[] = [];
const blobUrls = new Set<string>();
const toFrame = (message: HostToKernel) => host.postMessage(message);
const waitForMessage = (fits: (message: KernelToHost) => boolean) => vi.waitFor(() => expect(heard.some(fits)).toBe(true), { interval: 1, timeout: 2000 });
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

beforeAll(async () => {
  const { createObjectURL, revokeObjectURL } = URL;
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    const url = createObjectURL(blob);
    blobUrls.add(url);
    return url;
  });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => {
    blobUrls.delete(url);
    revokeObjectURL(url);
  });
  vi.stubGlobal("Worker", GuestStandIn);
  globalThis.vitrinePort = frameSide;
  host.onmessage = ({ data }) => {
    const checked = check(kernelToHost, data);
    // Whatever the guest does, the frame itself speaks the protocol.
    if (!checked.ok) throw new Error(`the frame sent what the host refuses: ${checked.reason}`);
    heard.push(checked.value);
  };
  await import("./index.ts");
  const bytes = () => new ArrayBuffer(1);
  toFrame({ type: "kernel-start", language: "python", workerScript: "", images: [], runtime: { scripts: { loader: bytes(), glue: bytes() }, modules: { wasm: emptyWasm.slice().buffer }, bytes: { stdlib: bytes() }, texts: {} } });
  await waitForMessage(({ type }) => type === "kernel-started");
});

const raw = (value: fc.Arbitrary<unknown>) => value.map((answer) => ({ type: "RAW", value: answer }));
/** What a worker can put into Comlink's answer: a value, an error, a handler that nobody has, anything. */
const replyWith = (value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.oneof(
    { arbitrary: raw(value), weight: 4 },
    { arbitrary: fc.record({ type: fc.constant("HANDLER"), name: fc.constantFrom("throw", "proxy", "constructor", "x"), value: fc.oneof(hostileValue({ inProcess: false }), fc.record({ isError: fc.boolean(), value: hostileValue({ inProcess: false }) })) }), weight: 2 },
    { arbitrary: fc.record({ type: fc.oneof(anyText(12), hostileValue({ inProcess: false })), value: hostileValue({ inProcess: false }) }), weight: 1 },
  );

const guestCase = fc.record({
  // A spoiled one ends the run, so half of the guests spoil none.
  events: fc.oneof(...[fromWorker, spoiled(fromWorker)].map((event) => fc.array(event, { maxLength: perCase, size: "max" }))),
  ending: fc.constantFrom("honest", "honest", "report", "beside", "error", "twice", "silence"),
  opened: fc.oneof({ arbitrary: fc.constant({ type: "RAW", value: undefined }), weight: 6 }, { arbitrary: replyWith(hostileValue({ inProcess: false })), weight: 1 }),
  report: replyWith(spoiled(workerReports)),
  answer: replyWith(spoiled(sessionAnswers)),
  inSession: fc.boolean(),
});

const called = (guest: GuestStandIn, count: number) =>
  new Promise<void>((resolve) => {
    const ready = () => (guest.asked.length >= count || !GuestStandIn.alive.has(guest)) && resolve();
    guest.onCall = ready;
    guest.calls.addEventListener("close", ready);
    ready();
  });

test("S3: whatever a worker sends, its run ends once, and the frame keeps nothing of it", async () => {
  const changes = watchPrototypes();
  const before = { timers: timers(), urls: blobUrls.size };
  const statuses = new Set<string>();
  await fuzz({ share: 0.15, perCase, of: guestCase }, async ({ events, ending, opened, report, answer, inSession }) => {
    heard.length = 0;
    toFrame(runStart(inSession ? "session-1" : null));
    await waitForMessage(({ type }) => type === "run-phase");
    const [guest] = [...GuestStandIn.alive] as [GuestStandIn];
    await called(guest, 1);
    guest.answer(opened);
    await Promise.race([called(guest, 2), waitForMessage(({ type }) => type === "run-end")]);
    for (const event of events) post(guest.events, event);
    post(guest.events, { type: "stream-end" });
    if (ending === "honest" || ending === "twice") guest.answer({ type: "RAW", value: { status: "ok", error: null, value: null, exitCode: 0, files: [], peakMemoryBytes: 1, fuel: null, session: { variables: [], paths: [] } } });
    if (ending === "report" || ending === "twice") guest.answer(report);
    if (ending === "beside") guest.onmessage?.(new MessageEvent("message", { data: null }));
    if (ending === "error") guest.onerror?.({ message: "x".repeat(20_000) });
    // Time for the frame to read its three ports; what has not ended by then is aborted.
    for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
    toFrame({ type: "run-abort", runId: "run-1" });
    await waitForMessage(({ type }) => type === "run-end");
    if (inSession && GuestStandIn.alive.size > 0) {
      toFrame({ type: "session-ask", sessionId: "session-1", requestId: 1, question: { type: "files" } });
      const asked = guest.asked.length;
      await Promise.race([called(guest, asked + 1), waitForMessage(({ type }) => type === "session-answer" || type === "session-lost")]);
      guest.answer(answer);
      // Kept or lost, the session is then closed, and its question answered.
      await waitForMessage(({ type }) => type === "session-answer");
    }
    toFrame({ type: "session-close", sessionId: "session-1" });
    // Handled when the next message is answered.
    toFrame({ type: "session-ask", sessionId: "session-1", requestId: 2, question: { type: "variables" } });
    await waitForMessage((message) => message.type === "session-answer" && message.requestId === 2);
    const ends = heard.filter((message) => message.type === "run-end");
    expect(ends.length).toBe(1);
    const [end] = ends as [(typeof ends)[number]];
    statuses.add(end.status);
    // After the end nothing of the run, and nothing alive.
    expect(heard.slice(heard.indexOf(end) + 1).filter((message) => "runId" in message)).toEqual([]);
    expect([GuestStandIn.alive.size, blobUrls.size]).toEqual([0, before.urls]);
  });
  expect(changes()).toEqual([]);
  // The control: runs ended in more ways than one.
  expect(statuses.size).toBeGreaterThan(2);
  expect(timers() - before.timers).toBeLessThanOrEqual(3);
});

test("S3: whatever the host sends, the frame goes on, and every worker can be ended", async () => {
  const changes = watchPrototypes();
  const known = ["run-1", "run-2", "run-3", "", "__proto__"];
  await fuzz({ share: 0.1, perCase, of: fc.array(spoiled(fromHost), { maxLength: perCase, size: "max" }) }, async (messages) => {
    heard.length = 0;
    const ids = new Set(known);
    for (const message of messages) {
      post(host, message);
      const { runId } = (message ?? {}) as { runId?: unknown };
      if (typeof runId === "string") ids.add(runId);
    }
    for (const runId of ids) post(host, { type: "run-abort", runId });
    for (const sessionId of ["session-1", "session-2", "constructor"]) toFrame({ type: "session-close", sessionId });
    toFrame({ type: "kernel-spares", count: 0, memoryBytes: 0 });
    toFrame({ type: "session-ask", sessionId: "last", requestId: 424_242, question: { type: "files" } });
    await waitForMessage((message) => message.type === "session-answer" && message.requestId === 424_242);
    // Those that make images end by themselves, or when they break.
    for (const guest of GuestStandIn.alive) if (guest.options.name === "vitrine-image") guest.onerror?.({ message: "x" });
    await new Promise((resolve) => setImmediate(resolve));
    expect([GuestStandIn.alive.size, blobUrls.size]).toEqual([0, 0]);
  });
  expect(changes()).toEqual([]);
});
