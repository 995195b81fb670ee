/** Probe: stands in a sealed frame in place of the kernel and tells what the frame can do. For checkHost(). */
import type { ProbeReport, ProbeToHost } from "@vitrine/protocol";

declare global {
  // Set by the sealed document before it runs this script.
  var vitrinePort: MessagePort | undefined;
}

/** Milliseconds after which a worker or a picture that says nothing has failed. */
const patience = 12_000;

const port = globalThis.vitrinePort!;
globalThis.vitrinePort = undefined;
const toHost = (message: ProbeToHost) => port.postMessage(message);

const refusedBy: string[] = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, disposition }) => {
  if (disposition !== "report") refusedBy.push(`${effectiveDirective} ${blockedURI}`.slice(0, 1024));
});

/** Why the attempt did not come to its end in time; empty where it did. */
async function failureOf(attempt: (done: (failure?: string) => void) => void | Promise<void>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  setTimeout(() => resolve(`nothing happened for ${patience} ms`), patience);
  try {
    await attempt((failure = "") => resolve(failure.slice(0, 8192)));
  } catch (error) {
    resolve(String(error).slice(0, 8192));
  }
  return promise;
}

const workerScript = `onmessage = ({ data }) => {
  try {
    new WebAssembly.Instance(data);
    postMessage("");
  } catch (error) {
    postMessage(String(error));
  }
};`;

/** As the kernel does: the frame compiles (an empty module), its worker instantiates. In WebKit a worker's own first compilation may never end. */
async function startWorker(done: (failure?: string) => void): Promise<void> {
  const worker = new Worker(URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" })));
  worker.onerror = ({ message }) => done(message || "it did not start");
  worker.onmessage = ({ data }: MessageEvent<string>) => done(data);
  worker.postMessage(await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
}

function loadPicture(done: (failure?: string) => void): void {
  const picture = new Image();
  picture.onload = () => done();
  picture.onerror = () => done("it was refused");
  picture.src = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
}

function refusesEval(): boolean {
  try {
    // The attempt is the point.
    // oxlint-disable-next-line typescript/no-implied-eval
    return new Function("return false")() as boolean;
  } catch {
    return true;
  }
}

async function refusesRequests(): Promise<boolean> {
  const before = refusedBy.length;
  await fetch("https://vitrine.invalid/").catch(() => {});
  // The violation is reported in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return refusedBy.splice(before).some((refusal) => refusal.startsWith("connect-src"));
}

port.onmessage = async () => {
  const [workerFailure, pictureFailure] = await Promise.all([failureOf(startWorker), failureOf(loadPicture)]);
  const refused = [...refusedBy];
  const report: ProbeReport = {
    type: "probe-report",
    origin: globalThis.origin,
    evalRefused: refusesEval(),
    requestRefused: await refusesRequests(),
    workerFailure,
    pictureFailure,
    sharesMemory: globalThis.crossOriginIsolated,
    canSuspend: "Suspending" in WebAssembly,
    refusedBy: refused.slice(0, 100),
  };
  toHost(report);
};

toHost({ type: "probe-ready" });
