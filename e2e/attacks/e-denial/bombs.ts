import type { Attack } from "../harness/index.ts";
import { arsenal } from "../support/arsenal.ts";
import type { Hostile } from "../support/hostile-runtime.ts";
import { denial } from "./denial.ts";

// Each takes 64 MiB at a time, touches it, says how much it has, and stops at what it is given: machines have other things to do.
const bombs = arsenal({
  "array-buffers": ({ post, finish }: Hostile, mebibytes: number) => {
    const kept: Uint8Array[] = [];
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      kept.push(new Uint8Array(2 ** 26).fill(1));
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
  strings: ({ post, finish }: Hostile, mebibytes: number) => {
    const kept: string[] = [];
    const decoder = new TextDecoder();
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      kept.push(decoder.decode(new Uint8Array(2 ** 26).fill(65 + (taken % 26))));
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
  heap: ({ post, finish }: Hostile, mebibytes: number) => {
    const kept: unknown[] = [];
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      for (let i = 0; i < 64; i++) kept.push(Array<number>(2 ** 17).fill(i + 0.5));
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
  objects: ({ post, finish }: Hostile, mebibytes: number) => {
    let chain: unknown = null;
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      for (let i = 0; i < 2 ** 20; i++) chain = { chain, i, text: "x", more: i + 0.5 };
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
    return chain;
  },
  "wasm-memory": ({ post, finish }: Hostile, mebibytes: number) => {
    const memory = new WebAssembly.Memory({ initial: 0, maximum: 65_536 });
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      memory.grow(1024);
      new Uint8Array(memory.buffer).subarray(-(2 ** 26)).fill(1);
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
  blobs: ({ post, finish }: Hostile, mebibytes: number) => {
    const kept: Blob[] = [];
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      kept.push(new Blob([new Uint8Array(2 ** 26).fill(1)]));
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
  canvases: ({ post, finish }: Hostile, mebibytes: number) => {
    const kept: unknown[] = [];
    for (let taken = 64; taken <= mebibytes; taken += 64) {
      const canvas = new OffscreenCanvas(4096, 4096);
      canvas.getContext("2d")!.fillRect(0, 0, 4096, 4096);
      kept.push(canvas, canvas.transferToImageBitmap());
      post({ type: "stdout-delta", text: `${taken} ` });
    }
    finish();
  },
});

/** Four gigabytes of each take minutes in all; what became of them stands in the README. `--full` takes them again. */
const mebibytes = new URLSearchParams(location.search).has("full") ? 4096 : 768;

const limits = { bootMs: 15_000 };
const ends = ["ok -", "limit MEMORY_LIMIT", "crashed WORKER_CRASHED", "timeout BOOT_TIMEOUT"];

/** R3, R5: memory. What becomes of each in which engine stands in the README. */
export const bombAttacks: Attack[] = [
  denial(bombs, { name: "array-buffers", title: "R3: gigabytes in ArrayBuffers end no more than their run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "strings", title: "R3: gigabytes in strings end no more than their run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "objects", title: "R3: gigabytes in small objects end no more than their run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "wasm-memory", title: "R3: a WebAssembly memory of its own that grows to four gigabytes ends no more than its run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "blobs", title: "R3: gigabytes in Blobs, which the browser keeps elsewhere, end no more than their run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "canvases", title: "R3: gigabytes of pictures end no more than their run", argument: mebibytes, limits, ends }),
  denial(bombs, { name: "heap", title: "R3: a JavaScript heap that outgrows what the engine allows ends no more than its run, though Chromium ends the frame's process", argument: 5120, limits, ends }),
];
