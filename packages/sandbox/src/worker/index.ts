/** Worker entry: takes its two ports, exposes `run` over Comlink, streams over the other. One worker, one run. */
import type { WorkerCalls, WorkerEvent } from "@vitrine/protocol";
import * as Comlink from "comlink";
import { pythonRuntime } from "../runtimes/python/python-runtime.ts";
import type { Runtime } from "../runtimes/runtime.ts";
import { RunStreams } from "./run-streams.ts";
import { installFetchShim } from "./fetch-shim.ts";

const runtimes: Record<string, Runtime> = { python: pythonRuntime };

addEventListener(
  "message",
  ({ ports: [calls, events] }: MessageEvent) => {
    // Bound before any guest code runs, so that a patched prototype does not reach it.
    const send = events!.postMessage.bind(events!);
    const post = (event: WorkerEvent, transfer: Transferable[] = []) => send(event, transfer);
    const network = installFetchShim(events!);
    const api: WorkerCalls = {
      async run(boot, inputs, limits) {
        const runtime = runtimes[inputs.language];
        if (!runtime) throw new Error(`no runtime for ${inputs.language}`);
        const streams = new RunStreams(post, limits);
        try {
          const report = await runtime({ boot, inputs, limits, streams, ...network });
          return Comlink.transfer(
            report,
            report.files.map((file) => file.bytes),
          );
        } finally {
          // Also when the interpreter died: what it printed is still here.
          streams.end();
        }
      },
    };
    Comlink.expose(api, calls);
  },
  { once: true },
);
