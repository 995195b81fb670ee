const ascii = (text: string) => new TextEncoder().encode(text);

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255]! ^ (value >>> 8);
  return ~value >>> 0;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = join([ascii(type), data]);
  const edges = new DataView(new ArrayBuffer(8));
  edges.setUint32(0, data.length);
  edges.setUint32(4, crc32(body));
  return join([new Uint8Array(edges.buffer, 0, 4), body, new Uint8Array(edges.buffer, 4)]);
}

/** So many zeros, deflated in the manner of zlib. */
async function deflatedZeros(count: number): Promise<Uint8Array> {
  let left = count;
  const zeros = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(Math.min(left, 2 ** 22)));
      left -= 2 ** 22;
    },
  });
  return new Uint8Array(await new Response(zeros.pipeThrough(new CompressionStream("deflate"))).arrayBuffer());
}

/** A grey PNG; `data` and `profile` are how many bytes its picture and its colour profile inflate to, where they lie. */
export async function pngOf({ width, height, data = (width + 1) * height, profile = 0 }: { width: number; height: number; data?: number; profile?: number }): Promise<Uint8Array<ArrayBuffer>> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  return join([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", new Uint8Array(header.buffer)),
    ...(profile > 0 ? [chunk("iCCP", join([ascii("x\0\0"), await deflatedZeros(profile)]))] : []),
    chunk("IDAT", await deflatedZeros(data)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** A GIF of so many frames, each of one colour. */
export function gifOf({ width, height, frames }: { width: number; height: number; frames: number }): Uint8Array<ArrayBuffer> {
  const short = (value: number) => [value & 255, value >>> 8];
  const frame = (color: number) => join([
    new Uint8Array([0x21, 0xf9, 4, 0, 2, 0, 0, 0, 0x2c, ...short(0), ...short(0), ...short(width), ...short(height), 0, 2]),
    ...blocksOf(lzwOfRun(color, width * height)),
    new Uint8Array([0]),
  ]);
  const two = [frame(0), frame(1)] as const;
  return join([
    ascii("GIF89a"),
    new Uint8Array([...short(width), ...short(height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xff, 11]),
    ascii("NETSCAPE2.0"),
    new Uint8Array([3, 1, 0, 0, 0]),
    ...Array.from({ length: frames }, (_, index) => two[index % 2]!),
    new Uint8Array([0x3b]),
  ]);
}

function* blocksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 255) {
    const part = bytes.subarray(at, at + 255);
    yield new Uint8Array([part.length]);
    yield part;
  }
}

/** LZW of one colour so many times: each code stands for a run longer by one than the code before, until the table is full and begins anew. */
function lzwOfRun(color: number, count: number): Uint8Array {
  const bytes: number[] = [];
  let [bits, filled, size] = [0, 0, 3];
  const put = (code: number) => {
    bits |= code << filled;
    for (filled += size; filled >= 8; filled -= 8) {
      bytes.push(bits & 255);
      bits >>>= 8;
    }
  };
  const [clear, end] = [4, 5];
  put(clear);
  let next = 6;
  let run = 1;
  for (let left = count; left > 0; ) {
    const length = Math.min(run, left);
    put(length === 1 ? color : length + 4);
    left -= length;
    // The decoder learns a code with each one after the first.
    if (run > 1) next += 1;
    if (next === 2 ** size && size < 12) size += 1;
    run += 1;
    if (next >= 4095) {
      put(clear);
      [next, run, size] = [6, 1, 3];
    }
  }
  put(end);
  if (filled > 0) bytes.push(bits & 255);
  return Uint8Array.from(bytes);
}

/** Ten uses of ten uses of … : a picture of 10^levels rectangles in a few hundred characters. */
export function svgOfUses(levels: number): string {
  const groups = Array.from({ length: levels }, (_, level) => `<g id="g${level + 1}">${`<use href="#g${level}"/>`.repeat(10)}</g>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><defs><rect id="g0" width="9" height="9"/>${groups.join("")}</defs><use href="#g${levels}"/></svg>`;
}

/** The same by patterns filled with patterns, as a style sheet tells, in the escapes of CSS, or attributes. */
export function svgOfPatterns(levels: number, by: "sheet" | "attributes" = "sheet"): string {
  const filled = (level: number) => (by === "sheet" ? `class="c${level}"` : level === 0 ? 'fill="red"' : `fill="url(#p${level})"`);
  const patterns = Array.from({ length: levels }, (_, level) => `<pattern id="p${level + 1}" width="9" height="9" patternUnits="userSpaceOnUse">${`<rect ${filled(level)} width="9" height="9"/>`.repeat(10)}</pattern>`);
  const rules = Array.from({ length: levels + 1 }, (_, level) => `.c${level} { fill: ${level === 0 ? "red" : String.raw`u\72l("\23p${level}")`} }`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>${by === "sheet" ? rules.join(" ") : ""}</style>${patterns.join("")}<rect ${filled(levels)} width="9" height="9"/></svg>`;
}

/** The same by entities, in text. */
export function svgOfEntities(levels: number): string {
  const entities = Array.from({ length: levels }, (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e0 "lol">${entities.join("")}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">&e${levels};</text></svg>`;
}

/** Filters one behind another, each over more pixels than a screen has. */
export function svgOfFilters(count: number): string {
  const filter = `<filter id="f" x="-50000" y="-50000" width="100000" height="100000" filterUnits="userSpaceOnUse">${`<feTurbulence numOctaves="99" baseFrequency="0.9"/><feGaussianBlur stdDeviation="900"/><feMorphology radius="900"/>`.repeat(count)}</filter>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000">${filter}<rect width="4000" height="4000" filter="url(#f)"/></svg>`;
}

/** HTML of so many elements inside one another, each with this style, by a sheet and by an attribute. */
export function htmlInStyle(style: string, count = 300): string {
  const each = `<div class="a" style="${style}">x`;
  return `<style>.a { width: 500px; ${style} } .a::after { content: "x"; ${style} }</style>${each.repeat(count)}${"</div>".repeat(count)}`;
}
