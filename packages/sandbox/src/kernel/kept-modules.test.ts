import { defaultLimits, type WirePreparedModule } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { KeptModules } from "./kept-modules.ts";

const module = (bytes: number): WirePreparedModule => ({ module: {}, entry: null, exports: { fuel: "f", refuel: null, start: null }, bodies: new ArrayBuffer(0), bytes });

describe("R51: compiled modules are kept within bounds", () => {
  test("what was used longest ago goes first, by count and by bytes", () => {
    const kept = new KeptModules(3, 100);
    for (const key of ["a", "b", "c"]) kept.put(key, module(10));
    kept.get("a");
    kept.put("d", module(10));
    expect(["a", "b", "c", "d"].map((key) => kept.get(key) !== undefined)).toEqual([true, false, true, true]);
    kept.put("e", module(85));
    expect(["a", "c", "d", "e"].map((key) => kept.get(key) !== undefined)).toEqual([false, false, true, true]);
    kept.put("f", module(101));
    expect(["d", "e", "f"].map((key) => kept.get(key) !== undefined)).toEqual([false, false, false]);
  });

  test("a module is known by its bytes and by what of the limits is written into it", () => {
    const key = (moduleKey: string | null, memoryBytes: number) => new KeptModules().key({ moduleKey, limits: { ...defaultLimits, memoryBytes } });
    expect(key("a", 1)).not.toBe(key("a", 2));
    expect(key("a", 1)).not.toBe(key("b", 1));
    expect(key(null, 1)).toBeNull();
  });
});
