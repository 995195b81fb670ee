import { type Case, equal } from "../harness/index.ts";
import { answer, inFrame, inWorker, openFrame, startWorkerAndAsk, workerSource } from "./sealed.ts";

declare function importScripts(...urls: string[]): void;

const size = 32 * 1024 * 1024;

const script = (text: string) => new Blob([text], { type: "text/javascript" });

/** Runs in the frame: passes what the host sends on to a worker, buffers by transfer, and the worker's answer back. */
function relayToWorker(source: string, port: MessagePort): void {
  const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => port.postMessage(data);
  port.onmessage = ({ data }) => worker.postMessage(data, data instanceof ArrayBuffer ? [data] : []);
}

/** How bytes come from the host into the frame and its worker, and what they can be there. */
export const blobCases: Case[] = [
  {
    id: "blob-read",
    title: "A Blob of the host's, cloned over a transferred port, can be read in the frame and in its worker",
    async run(context) {
      const read = (blob: Blob) => blob.text();
      equal(await inFrame(context, read, new Blob(["grüße"])), "grüße", "in the frame");
      equal(await inWorker(context, read, new Blob(["grüße"])), "grüße", "in the worker");
    },
  },
  {
    id: "blob-worker",
    title: "A Blob of the host's starts a worker in the frame",
    async run(context) {
      const source = script(workerSource((x: number) => x * 2));
      equal(await inFrame(context, startWorkerAndAsk<number>, { source, argument: 21 }), 42, "the worker's answer");
    },
  },
  {
    id: "blob-import-scripts",
    title: "A Blob of the host's is a script for importScripts in the worker",
    async run(context) {
      const load = (blob: Blob) => {
        importScripts(URL.createObjectURL(blob));
        return (globalThis as { fromHost?: number }).fromHost;
      };
      equal(await inWorker(context, load, script("globalThis.fromHost = 42;")), 42, "what the script set");
    },
  },
  {
    id: "blob-import",
    title: "A Blob of the host's is a module for import() in the classic worker",
    async run(context) {
      const load = async (blob: Blob) => ((await import(/* @vite-ignore */ URL.createObjectURL(blob))) as { value: number }).value;
      equal(await inWorker(context, load, script("export const value = 42;")), 42, "what the module exports");
    },
  },
  {
    id: "blob-import-frame-url",
    title: "A blob URL that the frame made is a module and a script for its worker",
    async run(context) {
      const seen = await inFrame(
        context,
        async ({ module, classic, source }: { module: Blob; classic: Blob; source: string }) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
          worker.postMessage([URL.createObjectURL(module), URL.createObjectURL(classic)]);
          return new Promise<unknown>((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
        },
        {
          module: script("export const value = 42;"),
          classic: script("globalThis.fromHost = 43;"),
          source: workerSource(async ([module, classic]: [string, string]) => {
            importScripts(classic);
            const { value } = (await import(/* @vite-ignore */ module)) as { value: number };
            return [value, (globalThis as { fromHost?: number }).fromHost];
          }),
        },
      );
      equal(seen, { value: [42, 43] }, "what both left");
    },
  },
  {
    id: "blob-script-element",
    title: "A Blob of the host's is a script element's source and a module in the frame's document",
    async run(context) {
      const load = async ({ classic, module }: { classic: Blob; module: Blob }) => {
        const element = document.createElement("script");
        element.src = URL.createObjectURL(classic);
        await new Promise((resolve, reject) => {
          element.onload = resolve;
          element.onerror = () => reject(new Error("the script element failed"));
          document.head.append(element);
        });
        const { value } = (await import(/* @vite-ignore */ URL.createObjectURL(module))) as { value: number };
        return [(globalThis as { fromHost?: number }).fromHost, value];
      };
      const argument = { classic: script("globalThis.fromHost = 1;"), module: script("export const value = 2;") };
      equal(await inFrame(context, load, argument), [1, 2], "what both left");
    },
  },
  {
    id: "blob-image",
    title: "A Blob of the host's is an image in the frame's document",
    async run(context) {
      const canvas = new OffscreenCanvas(3, 2);
      canvas.getContext("2d")!.fillRect(0, 0, 3, 2);
      const show = async (blob: Blob) => {
        const image = new Image();
        image.src = URL.createObjectURL(blob);
        await image.decode();
        return [image.naturalWidth, image.naturalHeight];
      };
      equal(await inFrame(context, show, await canvas.convertToBlob()), [3, 2], "its size");
    },
  },
  {
    id: "blob-large",
    title: "A Blob of 32 MiB reaches the worker whole",
    async run(context) {
      const source = workerSource(async (blob: Blob) => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return [bytes.length, bytes[0], bytes.at(-1)];
      });
      const { port } = await openFrame(context, relayToWorker, source);
      const blob = new Blob([new Uint8Array(size).fill(7)]);
      const started = performance.now();
      const told = answer<number[]>(port);
      port.postMessage(blob);
      equal(await told, [size, 7, 7], "its length and ends");
      return `${Math.round(performance.now() - started)} ms with the worker's start`;
    },
  },
  {
    id: "buffer-transferred",
    title: "A transferred ArrayBuffer of 32 MiB reaches the worker whole",
    async run(context) {
      const source = workerSource((buffer: ArrayBuffer) => {
        const bytes = new Uint8Array(buffer);
        return [bytes.length, bytes[0], bytes.at(-1)];
      });
      const { port } = await openFrame(context, relayToWorker, source);
      const { buffer } = new Uint8Array(size).fill(7);
      const started = performance.now();
      const told = answer<number[]>(port);
      port.postMessage(buffer, [buffer]);
      equal(await told, [size, 7, 7], "its length and ends");
      return `${Math.round(performance.now() - started)} ms with the worker's start`;
    },
  },
];
