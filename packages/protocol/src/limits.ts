/** What one run may use. Each has a default; an embedder overrides any of them. The guest never can. */
export interface Limits {
  /** Milliseconds for starting the interpreter, without downloads. */
  bootMs: number;
  /** Milliseconds for installing packages, downloads included, and for whatever the guest waits on the broker. */
  installMs: number;
  /** Milliseconds for the code itself. */
  runMs: number;
  /** Milliseconds that a run may wait for answers to input(), all together. */
  inputMs: number;
  /** Bytes that the interpreter's WebAssembly memory may grow to. */
  memoryBytes: number;
  /** Steps that a program may do, in the runtime's own unit; Python counts none. */
  fuel: number;
  /** Bytes of stdout, and as many of stderr, that are kept; what follows is dropped and marked. */
  stdoutBytes: number;
  /** Outputs (figures, images, tables …) per run. */
  outputCount: number;
  /** Bytes of all outputs of a run together. */
  outputBytes: number;
  /** Levels of nesting in an output's JSON. */
  outputDepth: number;
  /** Values (numbers, texts, lists, objects) in the JSON of one output; a name in an object counts as four. */
  outputNodes: number;
  /** Points of a figure that a view draws, weighed by what drawing one costs; a tenth of it where the view shares the page's thread. */
  figurePoints: number;
  /** Pixels of one picture that a view draws, as it is stored. */
  imagePixels: number;
  /** Elements of HTML or Markdown that a view draws; a tenth of it where the view shares the page's thread. */
  htmlNodes: number;
  /** Milliseconds for drawing an output, or for making a picture of it. */
  drawMs: number;
  /** Files that a run may hand back. */
  fileCount: number;
  /** Bytes of all files that a run hands back. */
  fileBytes: number;
  /** Messages per second from worker to frame; a second's worth may come at once. */
  messagesPerSecond: number;
  /** Requests to the network per run, where policy.network allows any. */
  networkRequests: number;
  /** Bytes of their bodies and of the answers' bodies together, per run. */
  networkBytes: number;
  /** Milliseconds for one of them. */
  networkMs: number;
  /** Calls per run of functions that it was offered. */
  functionCalls: number;
  /** Bytes of what they are given and give back together, as JSON, per run. */
  functionBytes: number;
  /** Milliseconds for one of them. */
  functionMs: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: Limits = {
  bootMs: 60_000,
  installMs: 120_000,
  runMs: 60_000,
  inputMs: 600_000,
  memoryBytes: 1024 * MiB,
  fuel: Number.MAX_SAFE_INTEGER,
  stdoutBytes: 1 * MiB,
  outputCount: 100,
  outputBytes: 64 * MiB,
  outputDepth: 64,
  outputNodes: 2_500_000,
  figurePoints: 20_000,
  imagePixels: 40_000_000,
  htmlNodes: 20_000,
  drawMs: 20_000,
  fileCount: 1000,
  fileBytes: 64 * MiB,
  messagesPerSecond: 400,
  networkRequests: 200,
  networkBytes: 32 * MiB,
  networkMs: 30_000,
  functionCalls: 1000,
  functionBytes: 8 * MiB,
  functionMs: 10_000,
};
