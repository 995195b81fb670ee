import type { ByteReader } from "./byte-reader.ts";
import { op, readOpcode, skipImmediates } from "./instructions.ts";

/** What is put into a function's code: before the byte at `at`, in this order. */
export interface Charge {
  at: number;
  kind: "charge" | "save" | "reload" | "bulk32" | "bulk64";
  /** For `charge`: units of fuel, and whether the rest is looked at. For bulk operations: the binary logarithm of how many bytes or elements one unit pays. */
  amount: number;
  check: boolean;
}

export interface FunctionPlan {
  charges: Charge[];
  /** Whether the fuel is kept in a local of the function, which the engine holds in a register, or in the global. */
  inLocal: boolean;
}

export interface Widths {
  /** Whether each memory, and each table, is addressed by 64 bits. */
  memories: boolean[];
  tables: boolean[];
  importedFunctions: number;
}

interface Frame {
  opcode: number;
  targeted: boolean;
}

/**
 * Says where a function is charged. Each basic block is charged as a whole where it begins; whether fuel is left is looked at where functions and loops
 * begin, as nothing runs long without passing one. That is the algorithm of wasm-instrument's gas metering (Parity), with the checks thinned out. The schedule is
 * Wasmtime's: one unit for each instruction, none for nop, drop, block, loop, else, end, return and unreachable. To it comes what bulk operations move.
 */
export function planCharges(body: ByteReader, widths: Widths): FunctionPlan {
  const charges: Charge[] = [];
  const frames: Frame[] = [{ opcode: op.block, targeted: false }];
  // Something can be caught in it; a local would not know what the code used that threw.
  let catches = false;
  let calls = 0;
  let loops = 0;
  let depth = 0;
  // How often the fuel is read and written, as far as the nesting of loops tells: in the global for each block, in a local for each call.
  const uses = { global: 0, local: 1 };
  let dead = false;
  let block: Charge;
  const put = (kind: Charge["kind"], at: number, amount = 0, check = false): Charge => {
    const charge = { kind, at, amount, check };
    charges.push(charge);
    return charge;
  };
  const begin = (check = false) => {
    block = put("charge", body.at, 0, check);
    uses.global += weights[depth]!;
  };
  begin(true);

  let leaves = false;
  let indices: number[] = [];
  const label = (outwards: number) => {
    const frame = frames[frames.length - 1 - outwards];
    if (frame) frame.targeted = true;
    if (outwards === frames.length - 1) leaves = true;
  };
  const index = (value: number) => indices.push(value);

  while (frames.length > 0) {
    const at = body.at;
    const opcode = readOpcode(body);
    leaves = false;
    if (indices.length > 0) indices = [];
    skipImmediates(opcode, body, label, index);
    if (!dead) {
      block!.amount += costOf(opcode);
      const bulk = bulkOf(opcode, indices, widths);
      if (bulk) put(bulk.wide ? "bulk64" : "bulk32", at, bulk.shift);
      if (isCall(opcode) || isTailCall(opcode)) calls++;
      // Where a call goes out, or control leaves the function.
      if (leaves || opcode === op.return || opcode === op.throw || opcode === op.throwRef || opcode === op.rethrow || isTailCall(opcode)) put("save", at);
      else if (isCall(opcode)) {
        put("save", at, 0, opcode === op.call && indices[0]! < widths.importedFunctions);
        put("reload", body.at);
        uses.local += weights[depth]!;
      }
    }
    switch (opcode) {
      case op.block:
        frames.push({ opcode, targeted: false });
        break;
      case op.loop:
        loops++;
        depth = Math.min(depth + 1, weights.length - 1);
        frames.push({ opcode, targeted: false });
        if (!dead) begin(true);
        break;
      case op.if:
        frames.push({ opcode, targeted: true });
        if (!dead) begin();
        break;
      case op.try: case op.tryTable:
        catches = true;
        frames.push({ opcode, targeted: opcode === op.try });
        break;
      case op.else: case op.catch: case op.catchAll:
        dead = false;
        begin();
        break;
      case op.end: case op.delegate: {
        const frame = frames.pop()!;
        if (frame.opcode === op.loop) depth = Math.min(frames.filter((each) => each.opcode === op.loop).length, weights.length - 1);
        if (frames.length === 0) {
          if (!dead) put("save", at);
        } else if (dead || (frame.targeted && frame.opcode !== op.loop)) {
          // What is dead here after all costs nothing, as it never runs.
          dead = false;
          begin();
        }
        break;
      }
      case op.brIf: case op.brOnNull: case op.brOnNonNull: case op.brOnCast: case op.brOnCastFail:
        if (!dead) begin();
        break;
      case op.br: case op.brTable: case op.return: case op.unreachable: case op.throw: case op.rethrow: case op.throwRef: case op.returnCall: case op.returnCallIndirect: case op.returnCallRef:
        dead = true;
        break;
    }
  }
  // Without calls and loops it is over soon: whoever calls it looks at the rest.
  if (calls === 0 && loops === 0 && charges.reduce((sum, { amount }) => sum + amount, 0) < 256) charges[0]!.check = false;
  // Half of the blocks run, on average.
  return { charges, inLocal: !catches && uses.global / 2 > uses.local };
}

/** How often something runs inside so many loops, roughly. */
const weights = [1, 8, 64, 512];

const isCall = (opcode: number) => opcode === op.call || opcode === op.callIndirect || opcode === op.callRef;
const isTailCall = (opcode: number) => opcode === op.returnCall || opcode === op.returnCallIndirect || opcode === op.returnCallRef;

function costOf(opcode: number): number {
  switch (opcode) {
    case op.unreachable: case op.nop: case op.block: case op.loop: case op.else: case op.end: case op.return: case op.drop:
      return 0;
    default:
      return 1;
  }
}

/** One unit pays eight bytes or one element of what an instruction moves at once; the amount is on top of the stack. */
function bulkOf(opcode: number, indices: number[], { memories, tables }: Widths): { shift: number; wide: boolean } | null {
  switch (opcode) {
    case op.memoryInit:
      return { shift: 3, wide: false };
    case op.memoryFill:
      return { shift: 3, wide: memories[indices[0]!] ?? false };
    case op.memoryCopy:
      return { shift: 3, wide: indices.every((each) => memories[each]) };
    case op.tableInit: case op.arrayNew: case op.arrayNewDefault: case op.arrayNewData: case op.arrayNewElem: case op.arrayFill: case op.arrayCopy: case op.arrayInitData: case op.arrayInitElem:
      return { shift: 0, wide: false };
    case op.tableFill: case op.tableGrow:
      return { shift: 0, wide: tables[indices[0]!] ?? false };
    case op.tableCopy:
      return { shift: 0, wide: indices.every((each) => tables[each]) };
    default:
      return null;
  }
}
