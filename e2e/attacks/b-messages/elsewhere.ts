import { assert, type Attack, equal } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";

/** Runs in the worker: speaks where the protocol does not. */
function speakElsewhere(hostile: Hostile, way: string): void {
  const { post, finish } = hostile;
  const scope = globalThis as unknown as { postMessage(message: unknown, transfer?: Transferable[]): void };
  const forged = { type: "run-end", runId: "run-1", status: "ok" };
  const ports = (count: number) => Array.from({ length: count }, () => new MessageChannel().port1);
  if (way === "worker") scope.postMessage(forged);
  if (way === "worker-ports") scope.postMessage({ script: "parent.postMessage(1, '*')" }, ports(1));
  if (way === "worker-unreadable") scope.postMessage(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }));
  if (way === "event-ports") post({ type: "stdout-delta", text: "kept" }, ports(1000));
  if (way === "event-unreadable") post({ type: "stdout-delta", text: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) });
  if (way === "closed-port") hostile.events.close();
  if (way === "second-answer") setTimeout(() => hostile.calls!.postMessage({ id: "again", type: "RAW", value: forged }));
  finish();
}

const ways: Record<string, { what: string; ends: string[] }> = {
  worker: { what: "a forged end by the worker's own postMessage", ends: ["crashed PROTOCOL_VIOLATION"] },
  "worker-ports": { what: "a port and a script by the worker's own postMessage", ends: ["crashed PROTOCOL_VIOLATION"] },
  "worker-unreadable": { what: "shared memory, which no other agent may read, by the worker's own postMessage", ends: ["crashed PROTOCOL_VIOLATION", "crashed WORKER_CRASHED"] },
  "event-ports": { what: "a thousand ports beside a good message", ends: ["ok -"] },
  "event-unreadable": { what: "shared memory on the event port", ends: ["crashed PROTOCOL_VIOLATION", "crashed WORKER_CRASHED"] },
  "closed-port": { what: "an event port that the guest closes", ends: ["timeout BOOT_TIMEOUT", "crashed WORKER_CRASHED"] },
  "second-answer": { what: "a second answer to one call", ends: ["crashed PROTOCOL_VIOLATION", "ok -"] },
};

const weapons = arsenal({ speakElsewhere });

/** S3: beside the protocol's ports. */
export const elsewhereAttacks: Attack[] = Object.entries(ways).map(([way, { what, ends }]) => ({
  id: `B-elsewhere-${way}`,
  title: `S3: ${what} reaches nobody`,
  timeoutMs: 30_000,
  async run(context) {
    const heard: unknown[] = [];
    const listen = ({ data }: MessageEvent) => heard.push(data);
    addEventListener("message", listen);
    context.after(() => removeEventListener("message", listen));
    const { status, error } = await weapons.run("speakElsewhere", { argument: way, limits: { bootMs: 1000 } });
    const ended = `${status} ${error?.code ?? "-"}`;
    assert(ends.includes(ended), `${ended}: ${error?.message}`);
    equal(await weapons.honest(), "honest\n", "the next run");
    equal(heard, [], "messages that the host's window heard");
    postMessage("control", location.origin);
    while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve));
    return ended;
  },
}));
