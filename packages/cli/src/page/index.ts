/** The page that `vitrine run` opens: the host of one sandbox, told what to do by page.evaluate. */
import { createSandbox, mime, type Output, type Run, type Sandbox, type Session } from "@vitrine/sdk";
import { encodeResult } from "./encode-result.ts";
import type { Failure, PageGlobals, PageJob } from "./job.ts";

declare global {
  var vitrineOpen: PageGlobals["vitrineOpen"];
  var vitrineRun: PageGlobals["vitrineRun"];
  var vitrineDraw: PageGlobals["vitrineDraw"];
  var vitrineImages: PageGlobals["vitrineImages"];
  var vitrineReaches: PageGlobals["vitrineReaches"];
  /** Bound by the command. */
  var vitrineText: (stream: "stdout" | "stderr", text: string) => Promise<void>;
}

/** Milliseconds for one picture: a figure may be more than Plotly can take. */
const drawingTime = 60_000;

let sandbox: Sandbox | undefined;
let opened: Session | undefined;
let finished: { outputs: Output[]; parcelUrl: string } | undefined;

globalThis.vitrineOpen = async ({ assets, distribution, language, limits, images, session }) => {
  try {
    sandbox = await createSandbox({ ...(assets && { assets }), distribution, preload: [language], limits, images, spares: 0 });
    opened = session === null ? undefined : await sandbox.session(session);
    return null;
  } catch (error) {
    return failureOf(error);
  }
};

globalThis.vitrineRun = async ({ program, mounts, moduleUrl, parcelUrl, live }) => {
  try {
    const files = await fetchMounts(mounts);
    const { code, packages, stdin, args, profile } = program;
    const run = opened ? opened.run({ code, packages, stdin, args, files, profile }) : sandbox!.run({ ...program, files, ...(moduleUrl !== null && { module: new URL(moduleUrl, location.href) }) });
    if (live) await relayText(run);
    const result = await run.result;
    await post(`${parcelUrl}/result`, await encodeResult(result));
    finished = { outputs: result.outputs, parcelUrl };
    return { status: result.status, outputs: result.outputs.length };
  } catch (error) {
    return { failure: failureOf(error) };
  }
};

globalThis.vitrineDraw = async (drawing, index) => {
  const { outputs, parcelUrl } = finished!;
  const output = outputs[index]!;
  if (drawing === "pictures" && !isFigure(output)) return null;
  // The sandbox's own frame stands in the body too.
  const slot = document.body.appendChild(document.createElement("div"));
  try {
    const picture = await inTime(draw(output, slot));
    if (drawing === "pictures" && picture) await post(`${parcelUrl}/picture-${index}`, picture);
    return null;
  } catch (error) {
    return `Output ${index + 1} was not drawn. ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    // A view that is too busy to answer goes as well.
    slot.remove();
  }
};

const isFigure = ({ data }: Output): boolean => Object.hasOwn(data, mime.plotly);

/** Shows it; the picture of a figure proves that it was drawn to the end. */
async function draw(output: Output, slot: Element): Promise<Blob | undefined> {
  const view = await sandbox!.show(output, slot, { theme: "light", lazy: false });
  return isFigure(output) ? view.toImage({ format: "png" }) : undefined;
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error(`Drawing it took more than ${drawingTime / 1000} s.`)), drawingTime));
  return Promise.race([work, late]);
}

globalThis.vitrineImages = async (packages, parcelUrl) => {
  try {
    const made = await sandbox!.makeImages(packages);
    for (const [index, { image }] of made.entries()) await post(`${parcelUrl}/image-${index}`, image);
    return { images: made.map(({ image: _, ...told }) => told) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
};

globalThis.vitrineReaches = async (url) => {
  try {
    return (await fetch(url, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
};

async function relayText(run: Run): Promise<void> {
  for await (const event of run.events) {
    if (event.type === "stdout" || event.type === "stderr") await vitrineText(event.type, event.text);
  }
}

async function fetchMounts(mounts: PageJob["mounts"]): Promise<Record<string, ArrayBuffer>> {
  const files = mounts.map(async ({ path, url }) => {
    if (url === null) return [path, new ArrayBuffer(0)] as const;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${path} could not be read (HTTP ${response.status}).`);
    return [path, await response.arrayBuffer()] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

async function post(url: string, body: Blob): Promise<void> {
  const response = await fetch(url, { method: "POST", body });
  if (!response.ok) throw new Error(`The command took no ${url} (HTTP ${response.status}).`);
}

/** Throws what is not a VitrineError. */
function failureOf(error: unknown): Failure {
  if (typeof error !== "object" || error === null || !("code" in error && "fix" in error)) throw error;
  const { code, message, fix } = error as Failure;
  return { code, message, fix };
}
