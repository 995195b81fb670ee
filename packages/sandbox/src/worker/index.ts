/** Worker entry: takes its two ports, exposes its calls over Comlink, streams over the other. One worker, one interpreter. */
import type { WorkerBoot, WorkerCalls, WorkerEvent } from "@vitrine/protocol";
import * as Comlink from "comlink";
import { pythonRuntime } from "../runtimes/python/python-runtime.ts";
import type { Interpreter, Runtime } from "../runtimes/runtime.ts";
import { closeDoors } from "./close-doors.ts";
import { installFetchShim } from "./fetch-shim.ts";
import { inputChannel } from "./input-channel.ts";
import { allowMessages } from "./ration-messages.ts";
import { RunStreams } from "./run-streams.ts";

const runtimes: Record<string, Runtime> = { python: pythonRuntime };

addEventListener(
  "message",
  ({ ports: [calls, events] }: MessageEvent) => {
    closeDoors();
    // Bound before any guest code runs, so that a patched prototype does not reach it; rationed all the same, as the guest can patch what decides what is sent.
    const send = events!.postMessage.bind(events!);
    const post = (event: WorkerEvent, transfer: Transferable[] = []) => send(event, transfer);
    const network = installFetchShim(events!);
    let boot: WorkerBoot;
    let input: ReturnType<typeof inputChannel>;
    let interpreter: Interpreter;
    const api: WorkerCalls = {
      async open(given, inputs, limits) {
        const runtime = runtimes[inputs.language];
        if (!runtime) throw new Error(`no runtime for ${inputs.language}`);
        boot = given;
        allowMessages(Math.max(limits.outputBytes, limits.fileBytes, limits.networkBytes, limits.stdoutBytes));
        input = inputChannel(events!, post, given.shared as SharedArrayBuffer | null);
        interpreter = await runtime({ boot, inputs, limits, streams: new RunStreams(post, limits), inSession: false, ...network, ...input });
      },
      async run(inputs, limits, inSession) {
        const streams = new RunStreams(post, limits);
        try {
          const report = await interpreter.run({ boot, inputs, limits, streams, inSession, ...network, ...input });
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
  },
  { once: true },
);
