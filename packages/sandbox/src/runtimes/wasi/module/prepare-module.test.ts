import { describe, expect, test } from "vitest";
import { wat } from "../testing/wat.ts";
import { prepareModule } from "./prepare-module.ts";

const command = (fields = "") => `(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32))) (memory (export "memory") 1) (func (export "_start")) ${fields})`;
const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message), fix: expect.stringMatching(/./) });
const prepare = (text: string) => () => prepareModule(wat(text));

describe("R40: a module is checked before it runs", () => {
  test("what it imports is WASI preview 1, with its types, and nothing else", () => {
    expect(prepare(command())()).toMatchObject({ entry: "_start" });
    expect(prepare(`(module (import "env" "system" (func)) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /imports the function "system" from "env"/));
    expect(prepare(`(module (import "wasi_snapshot_preview1" "constructor" (func)) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /"constructor"/));
    expect(prepare(`(module (import "wasi_snapshot_preview1" "proc_exit" (memory 1)) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /the memory "proc_exit"/));
    expect(prepare(`(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i64))) (memory (export "memory") 1) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /with the type \(i64 -> \); it is \(i32 -> \)/));
    expect(prepare(`(module (import "env" "memory" (memory 1)) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /the memory "memory" from "env"/));
  });

  test("it exports what runs it", () => {
    expect(prepare(`(module (func (export "main")))`)).toThrow(refusal("LINK_ERROR", /neither _start nor _initialize/));
    expect(prepare(`(module (func (export "_start") (param i32)))`)).toThrow(refusal("LINK_ERROR", /_start with parameters/));
    expect(prepare(`(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32))) (func (export "_start")))`)).toThrow(refusal("LINK_ERROR", /exports no memory/));
    expect(prepare(`(module (func (export "_initialize")))`)()).toMatchObject({ entry: "_initialize" });
    expect(prepare(`(module (func $f) (start $f))`)()).toMatchObject({ entry: null });
  });

  test("bytes that are no module, or not a valid one", () => {
    const refused = (bytes: number[] | Uint8Array<ArrayBuffer>) => () => prepareModule(Uint8Array.from(bytes));
    expect(refused([])).toThrow(refusal("MODULE_INVALID", /ends too early/));
    expect(refused([1, 2, 3, 4, 5, 6, 7, 8])).toThrow(refusal("MODULE_INVALID", /not a WebAssembly module/));
    expect(refused([0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0])).toThrow(refusal("MODULE_UNSUPPORTED", /component/));
    expect(refused(wat(command()).subarray(0, -3))).toThrow(refusal("MODULE_INVALID", /./));
    // A body that leaves nothing where a number is due.
    expect(refused([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7f, 3, 2, 1, 0, 7, 10, 1, 6, 95, 115, 116, 97, 114, 116, 0, 0, 10, 4, 1, 2, 0, 0x0b])).toThrow(refusal("MODULE_INVALID", /not valid/));
    const bytes = wat(command());
    for (let at = 8; at < bytes.length; at++) {
      for (const value of [0, 0x7f, 0x80, 0xff]) {
        const spoiled = bytes.slice();
        spoiled[at] = value;
        // Whatever it is, it ends: as a module, or with one of our own errors.
        try {
          prepareModule(spoiled);
        } catch (error) {
          expect(error).toMatchObject({ name: "ModuleError" });
        }
      }
    }
  });

  test("its size, memory and tables", () => {
    const bytes = wat(command());
    const caps = { moduleBytes: bytes.length, memoryBytes: 65_536, tableElements: 10 };
    expect(prepareModule(bytes, caps)).toBeDefined();
    expect(() => prepareModule(bytes, { ...caps, moduleBytes: bytes.length - 1 })).toThrow(refusal("MODULE_INVALID", new RegExp(`has ${bytes.length} bytes; ${bytes.length - 1} are allowed`)));
    expect(() => prepareModule(bytes, { ...caps, memoryBytes: 65_535 })).toThrow(refusal("MEMORY_LIMIT", /limits.memoryBytes is 65535/));
  });
});
