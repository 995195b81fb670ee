import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { meterFunction, type MeterSettings } from "./meter-function.ts";
import { ModuleError } from "./module-error.ts";
import { type ModuleOutline, type Section, sectionIds, type SizeLimits } from "./read-module.ts";

/** What a module's memories and tables may have. */
export interface SizeCaps {
  memoryBytes: number;
  tableElements: number;
}

export interface MeteredModule {
  bytes: Uint8Array<ArrayBuffer>;
  /** Names of the exports that were added. */
  exports: MeterExports;
  /** Where each function's body begins in `bytes`. */
  bodies: Uint32Array;
}

/** What a metered module exports beside its own. */
export interface MeterExports {
  /** The fuel that is left, an i64 global that starts at zero. It can go below: what runs as one block is charged as one. */
  fuel: string;
  /** A table with room for one function. It is called when the fuel is below zero, and may put more into it; where it does not, the program traps. null: it always does. */
  refuel: string | null;
  /** The start function, which no longer starts by itself: there is no fuel then. */
  start: string | null;
}

const ids = sectionIds;

/** The order of sections in the binary format, which is not that of their numbers. */
const order: number[] = [ids.type, ids.import, ids.function, ids.table, ids.memory, ids.tag, ids.global, ids.export, ids.start, ids.element, ids.dataCount, ids.code, ids.data];

const pageBytes = 65_536;

/**
 * Writes a module anew so that it counts its fuel and no memory or table outgrows its cap. Custom sections are left out. With `refuels` it asks for more when its
 * fuel is used up; the count is the same. Throws a `ModuleError`.
 */
export function meterModule(outline: ModuleOutline, caps: SizeCaps, refuels: boolean): MeteredModule {
  const { bytes, memories, tables } = outline;
  const exports: MeterExports = { fuel: freeName("vitrine:fuel", outline), refuel: refuels ? freeName("vitrine:refuel", outline) : null, start: outline.start === null ? null : freeName("vitrine:start", outline) };
  const settings = settingsOf(outline, refuels);
  const more = Number(refuels);
  const bodies = new Uint32Array(outline.functionTypes.length);
  const out = new ByteWriter(Math.ceil(bytes.length * 1.5) + 1024);
  out.copy(bytes, 0, 8);

  /** Writes a list anew with some more at its end. */
  const append = (content: ByteReader, to: ByteWriter, added: number) => {
    to.u32((content.done ? 0 : content.u32()) + added);
    to.copy(bytes, content.at, content.end);
  };
  const writers: Partial<Record<number, (content: ByteReader, to: ByteWriter) => void>> = {
    [ids.type](content, to) {
      append(content, to, more);
      // (func)
      if (refuels) to.copy(Uint8Array.of(0x60, 0x00, 0x00));
    },
    [ids.function](content, to) {
      append(content, to, more);
      if (refuels) to.u32(outline.types.length);
    },
    [ids.memory]: (_, to) => writeLimits(memories, capMemories(memories, caps.memoryBytes), to),
    [ids.table](content, to) {
      writeTables(content, tables, caps.tableElements, to, more);
      // funcref, one at least and at most
      if (refuels) to.copy(Uint8Array.of(0x70, 0x01, 0x01, 0x01));
    },
    [ids.global](content, to) {
      append(content, to, 1);
      // (global (mut i64) (i64.const 0))
      to.copy(Uint8Array.of(0x7e, 0x01, 0x42, 0x00, 0x0b));
    },
    [ids.export](content, to) {
      append(content, to, [exports.fuel, exports.refuel, exports.start].filter((name) => name !== null).length);
      const add = (name: string, kind: number, index: number) => {
        to.name(name);
        to.byte(kind);
        to.u32(index);
      };
      add(exports.fuel, 3, settings.fuel);
      if (exports.refuel !== null) add(exports.refuel, 1, tables.length);
      if (exports.start !== null) add(exports.start, 0, outline.start!);
    },
    [ids.code](content, to) {
      const body = new ByteWriter(4096);
      const count = content.done ? 0 : content.u32();
      to.u32(count + more);
      for (let place = 0; place < count; place++) {
        body.length = 0;
        const size = content.u32();
        meterFunction(content.part(size), parametersOf(outline, place), settings, body);
        to.u32(body.length);
        bodies[place] = to.length;
        to.copy(body.bytes);
      }
      if (refuels) writeRefuel(to, settings, outline);
    },
  };
  const made: number[] = refuels ? [ids.type, ids.function, ids.table, ids.global, ids.export, ids.code] : [ids.global, ids.export];
  for (const id of order) {
    const section = outline.sections.find((each) => each.id === id);
    if (id === ids.start || (!section && !made.includes(id))) continue;
    const writer = writers[id];
    out.byte(id);
    if (!section || writer) {
      const content = new ByteWriter(section ? Math.ceil((section.end - section.start) * 1.5) + 64 : 64);
      writer!(contentOf(bytes, section), content);
      out.u32(content.length);
      if (id === ids.code) for (let place = 0; place < bodies.length; place++) bodies[place]! += out.length;
      out.copy(content.bytes);
    } else {
      out.u32(section.end - section.start);
      out.copy(bytes, section.start, section.end);
    }
  }
  return { bytes: out.bytes.slice(), exports, bodies };
}

/** What metering a function of this module needs to know. */
export function settingsOf(outline: ModuleOutline, refuels: boolean): MeterSettings {
  return {
    fuel: outline.imports.filter(({ kind }) => kind === "global").length + outline.globals,
    memories: outline.memories.map(({ wide }) => wide),
    tables: outline.tables.map(({ wide }) => wide),
    importedFunctions: outline.importedFunctions,
    refuel: refuels ? outline.importedFunctions + outline.functionTypes.length : null,
  };
}

/** The function that is called where no fuel is left: asks for more and traps where it does not come. A trap is what no guest can catch. */
function writeRefuel(to: ByteWriter, { fuel }: MeterSettings, { types, tables }: ModuleOutline): void {
  const body = new ByteWriter(64);
  // No locals; i32.const 0, call_indirect (type) (table), global.get fuel, i64.const 0, i64.lt_s, if, unreachable, end, end
  body.copy(Uint8Array.of(0x00, 0x41, 0x00, 0x11));
  body.u32(types.length);
  body.u32(tables.length);
  body.byte(0x23);
  body.u32(fuel);
  body.copy(Uint8Array.of(0x42, 0x00, 0x53, 0x04, 0x40, 0x00, 0x0b, 0x0b));
  to.u32(body.length);
  to.copy(body.bytes);
}

export const parametersOf = (outline: ModuleOutline, place: number) => outline.types[outline.functionTypes[place]!]?.parameters ?? 0;

const contentOf = (bytes: Uint8Array, section: Section | undefined) => new ByteReader(bytes, section?.start ?? 0, section?.end ?? 0);

function freeName(wanted: string, { exports }: ModuleOutline): string {
  return exports.has(wanted) ? freeName(`${wanted}'`, { exports } as ModuleOutline) : wanted;
}

/** Each memory's maximum in pages, so that together they stay within the cap. */
function capMemories(memories: SizeLimits[], cap: number): bigint[] {
  const pages = BigInt(Math.floor(cap / pageBytes));
  const needed = memories.reduce((sum, { minimum }) => sum + minimum, 0n);
  if (needed > pages) {
    throw new ModuleError("MEMORY_LIMIT", `The module starts with ${needed * BigInt(pageBytes)} bytes of memory (limits.memoryBytes is ${cap}).`, "Build it with a smaller initial memory, or raise limits.memoryBytes.");
  }
  const spare = memories.length > 0 ? (pages - needed) / BigInt(memories.length) : 0n;
  return memories.map(({ minimum, maximum }) => smaller(maximum, minimum + spare));
}

const smaller = (maximum: bigint | null, cap: bigint) => (maximum === null || maximum > cap ? cap : maximum);

function writeLimits(limits: SizeLimits[], maxima: bigint[], to: ByteWriter): void {
  to.u32(limits.length);
  limits.forEach((each, place) => writeLimit(each, maxima[place]!, to));
}

function writeLimit({ minimum, wide, shared }: SizeLimits, maximum: bigint, to: ByteWriter): void {
  to.byte(1 | (shared ? 2 : 0) | (wide ? 4 : 0));
  to.u64(minimum);
  to.u64(maximum);
}

function writeTables(content: ByteReader, tables: SizeLimits[], cap: number, to: ByteWriter, added: number): void {
  const { bytes } = content;
  to.u32((content.done ? 0 : content.u32()) + added);
  let from = content.at;
  for (const table of tables) {
    if (table.minimum > BigInt(cap)) throw new ModuleError("MEMORY_LIMIT", `A table of the module starts with ${table.minimum} elements; ${cap} are allowed.`, "Build the module with smaller tables.");
    to.copy(bytes, from, table.start);
    writeLimit(table, smaller(table.maximum, BigInt(cap)), to);
    from = table.end;
  }
}
