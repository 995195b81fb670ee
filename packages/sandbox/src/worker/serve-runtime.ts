import { defaultLimits, type WorkerBoot, type WorkerCalls, type WorkerEvent } from "@vitrine/protocol";
import * as Comlink from "comlink";
import type { Interpreter, MemoryCap, Runtime } from "../runtimes/runtime.ts";
import { closeDoors } from "./close-doors.ts";
import { installFetchShim } from "./fetch-shim.ts";
import { inputChannel } from "./input-channel.ts";
import { allowMessages } from "./ration-messages.ts";
import { RunStreams } from "./run-streams.ts";

/** What the parts of an image may weigh. */
const imageBytes = 2 ** 30;

/** A worker of this runtime: takes its two ports, exposes its calls over Comlink on one, streams over the other. One worker, one interpreter. */
export function serveRuntime(runtime: Runtime): void {
  addEventListener("message", ({ ports: [calls, events] }: MessageEvent) => serve(runtime, calls!, events!), { once: true });
}

function serve(runtime: Runtime, calls: MessagePort, events: MessagePort): void {
  closeDoors();
  // Bound before any guest code runs, so that a patched prototype does not reach it; rationed all the same, as the guest can patch what decides what is sent.
  const send = events.postMessage.bind(events);
  const post = (event: WorkerEvent, transfer: Transferable[] = []) => send(event, transfer);
  const { serveLocally, takeDenials } = installFetchShim(events);
  const memory: MemoryCap & { bytes: number } = {
    limit: defaultLimits.memoryBytes,
    bytes: 0,
    grown(bytes) {
      this.bytes = bytes;
      post({ type: "memory-grown", bytes });
    },
  };
  let boot: WorkerBoot;
  let input: ReturnType<typeof inputChannel>;
  let interpreter: Interpreter;
  const api: WorkerCalls = {
    async open(given, start) {
      boot = given;
      input = inputChannel(events, post, given.shared as SharedArrayBuffer | null);
      memory.limit = start.memoryBytes;
      const opened = await runtime.open({ boot, memory, serveLocally }, start);
      interpreter = opened.interpreter;
      return opened.refused;
    },
    async pack(given, names, wheels) {
      allowMessages(imageBytes);
      const packed = await runtime.pack!({ boot: given, memory, serveLocally }, names, wheels);
      return Comlink.transfer(
        packed,
        packed.flatMap(({ files, libraries }) => [files, ...libraries.map(({ bytes }) => bytes)]),
      );
    },
    async freeze(given, code) {
      allowMessages(imageBytes);
      const frozen = await runtime.freeze!({ boot: given, memory, serveLocally }, code);
      return Comlink.transfer(frozen, [frozen.memory]);
    },
    async furnish(names) {
      await interpreter.furnish?.(names);
    },
    async run(inputs, limits, inSession, kept) {
      // Before the first run no guest code has run.
      allowMessages(Math.max(limits.outputBytes, limits.fileBytes, limits.networkBytes, limits.stdoutBytes));
      const streams = new RunStreams(post, limits);
      memory.limit = limits.memoryBytes;
      // What it had before this run began is this run's, too.
      memory.grown(memory.bytes);
      try {
        const report = await interpreter.run({ boot, inputs, limits, streams, inSession, kept, takeDenials, ...input });
        return Comlink.transfer(
          report,
          report.files.map((file) => file.bytes),
        );
      } finally {
        // Also when the interpreter died: what it printed is still here.
        streams.end();
      }
    },
    async ask(question) {
      const answer = interpreter.ask(question);
      return Comlink.transfer(answer, answer.type === "files" ? answer.files.map((file) => file.bytes) : []);
    },
  };
  Comlink.expose(api, calls);
}
