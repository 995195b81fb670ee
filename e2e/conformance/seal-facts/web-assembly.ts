import { type Case, equal } from "../harness/index.ts";
import { answer, inFrame, openFrame, workerSource } from "./sealed.ts";
import { wasm } from "./wasm.ts";

/** Where a compiled module can go. */
export const webAssemblyCases: Case[] = [
  {
    id: "module-frame-to-worker",
    title: "A WebAssembly.Module that the frame compiled runs in its worker",
    async run(context) {
      const source = workerSource(async (module: WebAssembly.Module) => {
        const { exports } = await WebAssembly.instantiate(module);
        return (exports as { answer(): number }).answer();
      });
      const seen = await inFrame(
        context,
        async ({ text, bytes }: { text: string; bytes: Uint8Array<ArrayBuffer> }) => {
          const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
          worker.postMessage(await WebAssembly.compile(bytes));
          return new Promise<unknown>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
        },
        { text: source, bytes: wasm },
      );
      equal(seen, { value: 42 }, "the worker's answer");
    },
  },
  {
    id: "module-host-to-frame",
    title: "(only told) A WebAssembly.Module sent from host to frame",
    async run(context) {
      const { port } = await openFrame(context, (_, host) => {
        host.onmessage = () => host.postMessage({ value: "arrives" });
        host.onmessageerror = () => host.postMessage({ value: "does not arrive (messageerror)" });
      }, null);
      const told = answer<string>(port);
      try {
        port.postMessage(await WebAssembly.compile(wasm));
      } catch (error) {
        return `cannot be sent (${(error as Error).name})`;
      }
      return told;
    },
  },
];
