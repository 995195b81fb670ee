/**
 * What follows each opcode in the binary format, from the WebAssembly specification 3.0 ("Binary Format / Instructions"), legacy exceptions, threads,
 * relaxed SIMD and wide arithmetic included.
 */
import type { ByteReader } from "./byte-reader.ts";
import { unsupported } from "./module-error.ts";
import { valueType } from "./read-module.ts";

/** Opcodes that the meter looks at; those with a prefix are `prefix << 16 | number`. */
export const op = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  try: 0x06,
  catch: 0x07,
  throw: 0x08,
  rethrow: 0x09,
  throwRef: 0x0a,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  returnCall: 0x12,
  returnCallIndirect: 0x13,
  callRef: 0x14,
  returnCallRef: 0x15,
  delegate: 0x18,
  catchAll: 0x19,
  drop: 0x1a,
  tryTable: 0x1f,
  brOnNull: 0xd5,
  brOnNonNull: 0xd6,
  arrayNew: 0xfb0006,
  arrayNewDefault: 0xfb0007,
  arrayNewData: 0xfb0009,
  arrayNewElem: 0xfb000a,
  arrayFill: 0xfb0010,
  arrayCopy: 0xfb0011,
  arrayInitData: 0xfb0012,
  arrayInitElem: 0xfb0013,
  brOnCast: 0xfb0018,
  brOnCastFail: 0xfb0019,
  memoryInit: 0xfc0008,
  memoryCopy: 0xfc000a,
  memoryFill: 0xfc000b,
  tableInit: 0xfc000c,
  tableCopy: 0xfc000e,
  tableGrow: 0xfc000f,
  tableFill: 0xfc0011,
} as const;

/** Reads an opcode with its prefix. */
export function readOpcode(reader: ByteReader): number {
  const byte = reader.byte();
  return byte < 0xfb || byte > 0xfe ? byte : byte * 0x10000 + reader.u32();
}

/** Passes what follows an opcode. `label` hears the depth of each label that the instruction can branch to, `index` the numbers of calls, memories and tables. */
export function skipImmediates(opcode: number, reader: ByteReader, label: (depth: number) => void, index: (value: number) => void): void {
  if (opcode >= 0x45 && opcode <= 0xc4) return;
  if (opcode >= 0x28 && opcode <= 0x3e) return memoryArgument(reader);
  switch (opcode) {
    case 0x00: case 0x01: case 0x05: case 0x0a: case 0x0b: case 0x0f: case 0x19: case 0x1a: case 0x1b: case 0xd1: case 0xd3: case 0xd4:
      return;
    case 0x02: case 0x03: case 0x04: case 0x06: case 0xd0:
      return reader.skipNumber(5);
    case 0x0c: case 0x0d: case 0xd5: case 0xd6:
      return label(reader.u32());
    case 0x0e:
      for (let count = reader.u32() + 1; count > 0; count--) label(reader.u32());
      return;
    case 0x07: case 0x08: case 0x09: case 0x18: case 0x20: case 0x21: case 0x22: case 0x23: case 0x24: case 0x25: case 0x26: case 0xd2:
      return reader.skipNumber(5);
    case 0x10: case 0x12: case 0x14: case 0x15: case 0x3f: case 0x40:
      return index(reader.u32());
    case 0x11: case 0x13:
      reader.skipNumber(5);
      return reader.skipNumber(5);
    case 0x1c:
      for (let count = reader.u32(); count > 0; count--) valueType(reader);
      return;
    case 0x1f:
      reader.skipNumber(5);
      for (let count = reader.u32(); count > 0; count--) {
        if (reader.byte() < 2) reader.skipNumber(5);
        label(reader.u32());
      }
      return;
    case 0x41:
      return reader.skipNumber(5);
    case 0x42:
      return reader.skipNumber(10);
    case 0x43:
      return reader.skip(4);
    case 0x44:
      return reader.skip(8);
  }
  const prefix = Math.floor(opcode / 0x10000);
  const number = opcode % 0x10000;
  if (prefix === 0xfc) return skipBulk(number, reader, index);
  if (prefix === 0xfd) return skipVector(number, reader);
  if (prefix === 0xfe) return skipAtomic(number, reader);
  if (prefix === 0xfb) return skipReference(number, reader, label);
  throw unknown(opcode);
}

const unknown = (opcode: number) => unsupported(`an instruction 0x${opcode.toString(16)} that is not known`);

function memoryArgument(reader: ByteReader): void {
  // Bit 6 of the alignment: the number of a memory follows.
  if (reader.u32() & 0x40) reader.skipNumber(5);
  reader.skipNumber(10);
}

function skipBulk(number: number, reader: ByteReader, index: (value: number) => void): void {
  if (number <= 7 || (number >= 19 && number <= 22)) return;
  if (number === 8 || number === 12) reader.skipNumber(5);
  else if (number === 10 || number === 14) index(reader.u32());
  else if (number > 17) throw unknown(0xfc0000 + number);
  index(reader.u32());
}

function skipVector(number: number, reader: ByteReader): void {
  if (number <= 11 || number === 92 || number === 93) memoryArgument(reader);
  else if (number === 12 || number === 13) reader.skip(16);
  else if (number >= 21 && number <= 34) reader.skip(1);
  else if (number >= 84 && number <= 91) {
    memoryArgument(reader);
    reader.skip(1);
  } else if (number > 0x113) throw unknown(0xfd0000 + number);
}

function skipAtomic(number: number, reader: ByteReader): void {
  if (number === 3) reader.skip(1);
  else if (number <= 2 || (number >= 0x10 && number <= 0x4e)) memoryArgument(reader);
  else throw unknown(0xfe0000 + number);
}

/** How many indices follow the instructions of garbage collection, by their number; 20 to 25 are apart. */
const referenceIndices = [1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 2, 1, 1, 1, 1, 0, 1, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];

function skipReference(number: number, reader: ByteReader, label: (depth: number) => void): void {
  if (number > 30) throw unknown(0xfb0000 + number);
  for (let count = referenceIndices[number]!; count > 0; count--) reader.skipNumber(5);
  if (number === 24 || number === 25) {
    reader.skip(1);
    label(reader.u32());
    reader.skipNumber(5);
    reader.skipNumber(5);
  }
}
