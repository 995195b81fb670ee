import { blobSize, byteLength } from "./byte-length.ts";
import { closedDoor } from "./closed-door.ts";
import { cover } from "./cover.ts";
import { rationConstructor } from "./ration-constructor.ts";
import { SteadyList } from "./steady-list.ts";

/**
 * What one worker gets of them in its life: WebKit has work with each byte, Blob and URL on the page's own thread, Firefox with each reading, of any body.
 * `blobs` are those that are made, copied, read or put into a body; `bodies` those of Requests and Responses that are read as a whole.
 */
const most = { bytes: 2 ** 26, blobs: 2000, URLs: 1000, bodies: 5000 };
const taken: Record<keyof typeof most, number> = { bytes: 0, blobs: 0, URLs: 0, bodies: 0 };

function take(what: keyof typeof most, amount: number): void {
  if (taken[what] + amount > most[what]) {
    throw new RangeError(`Blobs and bodies are rationed: a worker gets at most ${most[what]} ${what} in its life, and this would make ${taken[what] + amount}. Keep bytes in arrays, or write them to a file.`);
  }
  taken[what] += amount;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

// Held here, as guest code may replace what it finds.
const { apply } = Reflect;
const { create } = Object;
const { isArray } = Array;
const text = String;
const eachEntry = FormData.prototype.forEach as unknown as Method;
const arrayBuffers = [Response, Request].map(({ prototype }) => prototype.arrayBuffer) as unknown as Method[];

/** Rations Blobs, their bytes and their URLs, and closes the ways around that. */
export function rationBlobs(): void {
  rationConstructor("Blob", admit);
  rationConstructor("File", admit);
  // What makes another of one, or has it read.
  for (const name of ["slice", "text", "arrayBuffer", "bytes", "stream"]) counted(Blob.prototype, name, "blobs");
  counted(URL, "createObjectURL", "URLs");
  for (const name of ["append", "set"]) counted(FormData.prototype, name, "blobs");
  rationConstructor("Response", ([body, init]) => [admitBody(body), init]);
  rationConstructor("Request", ([input, init]) => [input, withBody(init)]);
  const decode = (globalThis as unknown as { createImageBitmap: Method }).createImageBitmap;
  cover(globalThis, "createImageBitmap", function createImageBitmap(...args: unknown[]) {
    return apply(decode, globalThis, [admitBody(args[0]), ...args.slice(1)]);
  });
  const Made = Blob;
  [Response, Request].forEach(({ prototype }, index) => {
    for (const name of ["text", "json", "arrayBuffer", "bytes"]) counted(prototype, name, "bodies");
    cover(prototype, "blob", async function blob(this: Response) {
      take("bodies", 1);
      return new Made([(await apply(arrayBuffers[index]!, this, [])) as ArrayBuffer], { type: this.headers.get("content-type") ?? "" });
    });
    cover(prototype, "formData", closedDoor("formData()", "read the text"));
  });
  for (const name of ["FileReader", "FileReaderSync"]) cover(globalThis, name, closedDoor(name, "use arrayBuffer() of the Blob"));
  const [width, height] = ["width", "height"].map((name) => Object.getOwnPropertyDescriptor(OffscreenCanvas.prototype, name)!.get as () => number);
  const convert = OffscreenCanvas.prototype.convertToBlob as Method;
  cover(OffscreenCanvas.prototype, "convertToBlob", function convertToBlob(this: unknown, ...args: unknown[]) {
    take("blobs", 1);
    take("bytes", apply(width!, this, []) * apply(height!, this, []) * 4);
    return apply(convert, this, args);
  });
}

function counted(target: object, name: string, what: keyof typeof most): void {
  if (!(name in target)) return;
  const native = (target as Record<string, Method>)[name]!;
  cover(target, name, function rationed(this: unknown, ...args: unknown[]) {
    take(what, 1);
    return apply(native, this, args);
  });
}

/** Of a form that is read, each Blob keeps WebKit's page as busy as so many that are read by themselves. */
const inForm = 4;

/** What a body is made of, itself; each Blob in it is read with it. */
function admitBody(body: unknown): unknown {
  let blobs = blobSize(body) === undefined ? 0 : 1;
  try {
    apply(eachEntry, body, [(entry: unknown) => (blobs += blobSize(entry) === undefined ? 0 : inForm)]);
  } catch {
    // No form.
  }
  take("blobs", blobs);
  return body;
}

/** A Request's options, whose body was asked for once. */
function withBody(init: unknown): unknown {
  if ((typeof init !== "object" && typeof init !== "function") || init === null) return init;
  const value = admitBody((init as RequestInit).body);
  return create(init, { __proto__: null, body: { __proto__: null, value } } as unknown as PropertyDescriptorMap);
}

/** The arguments of a Blob or File as copies, so that what was weighed is what is taken. */
function admit(args: readonly unknown[]): unknown[] {
  take("blobs", 1);
  const given = args[0] === undefined ? [] : isArray(args[0]) ? (args[0] as unknown[]) : [...(args[0] as Iterable<unknown>)];
  const parts = new SteadyList();
  for (let i = 0; i < given.length; i++) {
    const part = given[i];
    const size = byteLength(part);
    if (size !== undefined) take("bytes", size);
    parts.add(size === undefined ? weighed(part) : part);
  }
  return [parts.list, label(args[1]), label(args[2])];
}

/** A file's name, or the options of either. */
function label(given: unknown): unknown {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== "object") return weighed(given);
  const { type = "", lastModified } = given as FilePropertyBag;
  return { __proto__: null, type: weighed(type), lastModified };
}

/** A character takes three bytes at most. */
function weighed(value: unknown): string {
  const written = text(value);
  take("bytes", written.length * 3);
  return written;
}
