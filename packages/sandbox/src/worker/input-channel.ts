import { type InputResponse, sharedLayout, type WorkerEvent } from "@vitrine/protocol";
import type { RuntimeContext } from "../runtimes/runtime.ts";

/** The way to the reader for input(): a question over the event port, its answer over the port or, for who must not yield, in shared memory. */
export function inputChannel(port: MessagePort, post: (event: WorkerEvent) => void, shared: SharedArrayBuffer | null): Pick<RuntimeContext, "askInput" | "askInputSync"> {
  const pending = new Map<number, (text: string | null) => void>();
  let nextId = 0;
  port.addEventListener("message", ({ data }: MessageEvent<InputResponse | { type: "" }>) => {
    if (data.type !== "input-response") return;
    pending.get(data.requestId)?.(data.text);
    pending.delete(data.requestId);
  });
  return {
    askInput: (prompt) =>
      new Promise((resolve) => {
        const requestId = nextId++;
        pending.set(requestId, resolve);
        post({ type: "input-request", requestId, prompt: prompt.slice(0, 65_536) });
      }),
    askInputSync: shared === null ? undefined : (prompt) => {
      const words = new Int32Array(shared);
      Atomics.store(words, sharedLayout.state / 4, 0);
      post({ type: "input-request", requestId: nextId++, prompt: prompt.slice(0, 65_536) });
      Atomics.wait(words, sharedLayout.state / 4, 0);
      if (Atomics.load(words, sharedLayout.state / 4) === 2) return null;
      // A copy: TextDecoder takes no shared memory.
      return new TextDecoder().decode(new Uint8Array(shared, sharedLayout.text, words[sharedLayout.length / 4]).slice());
    },
  };
}
