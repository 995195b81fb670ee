import { ByteReader } from "./byte-reader.ts";
import { malformed, ModuleError, unsupported } from "./module-error.ts";

/** A section's place in the module's bytes: `start` to `end` is its content. */
export interface Section {
  id: number;
  start: number;
  end: number;
}

export interface Import {
  module: string;
  name: string;
  kind: ExternalKind;
  /** Of functions; else -1. */
  type: number;
}

export type ExternalKind = "function" | "table" | "memory" | "global" | "tag";

/** Limits of a memory (pages) or a table (elements). */
export interface SizeLimits {
  minimum: bigint;
  maximum: bigint | null;
  wide: boolean;
  shared: boolean;
  /** Where they are in the bytes. */
  start: number;
  end: number;
}

/** What a module's sections say, as far as running it sealed needs it. */
export interface ModuleOutline {
  bytes: Uint8Array<ArrayBuffer>;
  /** Without custom sections. */
  sections: Section[];
  /** The content of the `name` section, if there is one. */
  nameSection: Section | null;
  /** Parameters and results of each type in the text format's letters, such as "i32 i64 -> i32"; null where the type is no function's. */
  types: (FunctionType | null)[];
  imports: Import[];
  importedFunctions: number;
  /** The type of each function that the module defines. */
  functionTypes: number[];
  tables: SizeLimits[];
  memories: SizeLimits[];
  globals: number;
  exports: Map<string, { kind: ExternalKind; index: number }>;
  start: number | null;
}

export interface FunctionType {
  parameters: number;
  signature: string;
}

export const sectionIds = { custom: 0, type: 1, import: 2, function: 3, table: 4, memory: 5, global: 6, export: 7, start: 8, element: 9, code: 10, data: 11, dataCount: 12, tag: 13 } as const;

const kinds: ExternalKind[] = ["function", "table", "memory", "global", "tag"];

/** Reads the sections of a module that the engine has found valid. Throws a `ModuleError` for what is not of the format that we know. */
export function readModule(bytes: Uint8Array<ArrayBuffer>): ModuleOutline {
  const outline: ModuleOutline = { bytes, sections: [], nameSection: null, types: [], imports: [], importedFunctions: 0, functionTypes: [], tables: [], memories: [], globals: 0, exports: new Map(), start: null };
  const reader = new ByteReader(bytes);
  for (const expected of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) if (reader.byte() !== expected) throw notAModule(bytes);
  while (!reader.done) {
    const id = reader.byte();
    const size = reader.u32();
    const content = reader.part(size);
    const section = { id, start: content.at, end: content.end };
    if (id === sectionIds.custom) {
      if (content.name() === "name") outline.nameSection = { id, start: content.at, end: content.end };
      continue;
    }
    if (id > sectionIds.tag) throw unsupported(`a section of kind ${id}`);
    outline.sections.push(section);
    readers[id]?.(content, outline);
  }
  return outline;
}

function notAModule(bytes: Uint8Array): ModuleError {
  const component = bytes.length > 7 && bytes[0] === 0 && bytes[1] === 0x61 && bytes[4] !== 1;
  return component
    ? new ModuleError("MODULE_UNSUPPORTED", "This is a WebAssembly component, not a core module of version 1.", "Build for the target wasm32-wasip1.")
    : new ModuleError("MODULE_INVALID", "This is not a WebAssembly module: it does not begin with the bytes 00 61 73 6d 01 00 00 00.", "Pass the bytes of a .wasm file, or WAT text.");
}

const readers: Record<number, (content: ByteReader, outline: ModuleOutline) => void> = {
  [sectionIds.type](content, { types }) {
    for (let count = content.u32(); count > 0; count--) {
      if (content.bytes[content.at] === 0x4e) {
        content.skip(1);
        for (let inner = content.u32(); inner > 0; inner--) types.push(subType(content));
      } else types.push(subType(content));
    }
  },
  [sectionIds.import](content, outline) {
    for (let count = content.u32(); count > 0; count--) {
      const module = content.name();
      const name = content.name();
      const kind = kindOf(content);
      let type = -1;
      if (kind === "function") {
        type = content.u32();
        outline.importedFunctions++;
      } else if (kind === "table") {
        valueType(content);
        sizeLimits(content);
      } else if (kind === "memory") sizeLimits(content);
      else if (kind === "global") {
        valueType(content);
        content.skip(1);
      } else {
        content.skip(1);
        content.u32();
      }
      outline.imports.push({ module, name, kind, type });
    }
  },
  [sectionIds.function](content, { functionTypes }) {
    for (let count = content.u32(); count > 0; count--) functionTypes.push(content.u32());
  },
  [sectionIds.table](content, { tables }) {
    for (let count = content.u32(); count > 0; count--) {
      if (content.bytes[content.at] === 0x40) throw unsupported("a table whose elements have a first value");
      valueType(content);
      tables.push(sizeLimits(content));
    }
  },
  [sectionIds.memory](content, { memories }) {
    for (let count = content.u32(); count > 0; count--) memories.push(sizeLimits(content));
  },
  [sectionIds.global](content, outline) {
    outline.globals = content.u32();
  },
  [sectionIds.export](content, { exports }) {
    for (let count = content.u32(); count > 0; count--) exports.set(content.name(), { kind: kindOf(content), index: content.u32() });
  },
  [sectionIds.start](content, outline) {
    outline.start = content.u32();
  },
};

function kindOf(content: ByteReader): ExternalKind {
  const kind = kinds[content.byte()];
  if (!kind) throw malformed("an unknown kind of import or export", content.at - 1);
  return kind;
}

function subType(content: ByteReader): FunctionType | null {
  let form = content.byte();
  if (form === 0x50 || form === 0x4f) {
    for (let count = content.u32(); count > 0; count--) content.u32();
    form = content.byte();
  }
  if (form === 0x60) {
    const parameters = valueTypes(content);
    return { parameters: parameters.length, signature: `${parameters.join(" ")} -> ${valueTypes(content).join(" ")}` };
  }
  if (form === 0x5f) for (let count = content.u32(); count > 0; count--) fieldType(content);
  else if (form === 0x5e) fieldType(content);
  else throw unsupported(`a type of form 0x${form.toString(16)}`);
  return null;
}

function fieldType(content: ByteReader): void {
  valueType(content);
  content.skip(1);
}

const valueTypes = (content: ByteReader) => Array.from({ length: content.u32() }, () => valueType(content));

const numberTypes: Record<number, string> = { 0x7f: "i32", 0x7e: "i64", 0x7d: "f32", 0x7c: "f64", 0x7b: "v128" };

/** Reads a value, storage or reference type; all references are "ref", as no import of ours has any. */
export function valueType(content: ByteReader): string {
  const byte = content.byte();
  // (ref null? heaptype)
  if (byte === 0x63 || byte === 0x64) content.skipNumber(5);
  else if (byte < 0x64 || byte > 0x7f) throw unsupported(`a value type 0x${byte.toString(16)}`);
  return numberTypes[byte] ?? "ref";
}

function sizeLimits(content: ByteReader): SizeLimits {
  const start = content.at;
  const flags = content.byte();
  if (flags > 7) throw unsupported("memories with pages of another size");
  const wide = (flags & 4) !== 0;
  const size = () => (wide ? content.u64() : BigInt(content.u32()));
  return { minimum: size(), maximum: flags & 1 ? size() : null, wide, shared: (flags & 2) !== 0, start, end: content.at };
}
