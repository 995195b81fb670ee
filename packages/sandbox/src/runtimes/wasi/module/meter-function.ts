import { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { malformed } from "./module-error.ts";
import { type Charge, planCharges, type Widths } from "./plan-charges.ts";
import { valueType } from "./read-module.ts";

export interface MeterSettings extends Widths {
  /** Index of the global that holds the fuel that is left, an i64. */
  fuel: number;
  /** Index of the function that is called where there is none left, and comes back with more or traps; null: the program traps at once, which is faster. */
  refuel: number | null;
}

const code = { if: 0x04, end: 0x0b, unreachable: 0x00, call: 0x10, void: 0x40, localGet: 0x20, localSet: 0x21, localTee: 0x22, globalGet: 0x23, globalSet: 0x24, i64Const: 0x42, i64LessSigned: 0x53, i64Sub: 0x7d, i64ShiftRight: 0x88, i64ExtendU: 0xad, i64: 0x7e, i32: 0x7f };

/** Hears of each place in the old bytes what was put in there: from where to where in the new ones. The code begins with one at which nothing was. */
export type OnMoved = (oldOffset: number, from: number, to: number) => void;

/**
 * Writes a function's body (locals and code) anew, with its fuel counted. Functions with loops keep the fuel in a local of their own, which the engine
 * holds in a register; others, and those that catch exceptions (whose callees' use a local would not know), in the global.
 */
export function meterFunction(body: ByteReader, parameters: number, settings: MeterSettings, out: ByteWriter, onMoved?: OnMoved): void {
  const { bytes } = body;
  const groups = body.u32();
  const afterCount = body.at;
  let locals = parameters;
  for (let count = groups; count > 0; count--) {
    locals += body.u32();
    valueType(body);
  }
  const codeAt = body.at;
  const plan = planCharges(body, settings);
  if (!body.done) throw malformed("a function goes on after its end", body.at);
  const { inLocal } = plan;
  const wide = plan.charges.some(({ kind }) => kind === "bulk64");
  const narrow = plan.charges.some(({ kind }) => kind === "bulk32");
  const [fuel, temporary64, temporary32] = [locals, locals + 1, locals + 1 + Number(wide)];

  out.u32(groups + 1 + Number(narrow));
  out.copy(bytes, afterCount, codeAt);
  out.u32(1 + Number(wide));
  out.byte(code.i64);
  if (narrow) {
    out.u32(1);
    out.byte(code.i32);
  }

  const get = (opcode: number, index: number) => {
    out.byte(opcode);
    out.u32(index);
  };
  const save = () => {
    get(code.localGet, fuel);
    get(code.globalSet, settings.fuel);
  };
  const load = () => {
    get(code.globalGet, settings.fuel);
    get(code.localSet, fuel);
  };
  /** The rest is in the local. */
  const check = () => {
    get(code.localGet, fuel);
    out.byte(code.i64Const);
    out.byte(0);
    out.byte(code.i64LessSigned);
    out.byte(code.if);
    out.byte(code.void);
    if (inLocal) save();
    if (settings.refuel === null) out.byte(code.unreachable);
    else {
      get(code.call, settings.refuel);
      if (inLocal) load();
    }
    out.byte(code.end);
  };
  const writers: Record<Charge["kind"], (charge: Charge, first: boolean) => void> = {
    charge({ amount, check: checked }, first) {
      if (!checked && amount === 0) return;
      if (inLocal && !first) get(code.localGet, fuel);
      else get(code.globalGet, settings.fuel);
      if (amount > 0) {
        out.byte(code.i64Const);
        out.positive(amount);
        out.byte(code.i64Sub);
      }
      if (inLocal) get(code.localSet, fuel);
      else if (checked) {
        get(code.localTee, fuel);
        get(code.globalSet, settings.fuel);
      } else get(code.globalSet, settings.fuel);
      if (checked) check();
    },
    save({ check: checked }) {
      if (inLocal) save();
      else if (checked) load();
      if (checked) check();
    },
    reload() {
      if (inLocal) load();
    },
    bulk32: (charge) => bulk(charge, temporary32, false),
    bulk64: (charge) => bulk(charge, temporary64, true),
  };
  const bulk = ({ amount }: Charge, temporary: number, is64: boolean) => {
    get(code.localSet, temporary);
    if (inLocal) get(code.localGet, fuel);
    else get(code.globalGet, settings.fuel);
    get(code.localGet, temporary);
    if (!is64) out.byte(code.i64ExtendU);
    if (amount > 0) {
      out.byte(code.i64Const);
      out.byte(amount);
      out.byte(code.i64ShiftRight);
    }
    out.byte(code.i64Sub);
    get(code.localSet, fuel);
    if (!inLocal) save();
    check();
    get(code.localGet, temporary);
  };

  let copied = codeAt;
  onMoved?.(codeAt, out.length, out.length);
  plan.charges.forEach((charge, place) => {
    out.copy(bytes, copied, charge.at);
    copied = charge.at;
    const from = out.length;
    writers[charge.kind](charge, place === 0);
    onMoved?.(charge.at, from, out.length);
  });
  out.copy(bytes, copied, body.at);
}
