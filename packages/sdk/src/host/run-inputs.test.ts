import { expect, test } from "vitest";
import { manifestOf } from "./manifest.ts";
import { readRunInputs, type RunOptions } from "./run-inputs.ts";
import { defaultDistribution } from "../distributions/index.ts";

const read = (options: RunOptions) => readRunInputs({ language: "wasi", module: new Uint8Array(), ...options }, ["wasi"]);

test("R42: no `directories` is the default, an empty list is none, and the two are told apart", async () => {
  const [usual, none, one] = await Promise.all([read({}), read({ directories: [] }), read({ directories: ["/data", { path: "/kept", readOnly: true }] })]);
  expect([usual.directories, none.directories, one.directories]).toEqual([null, [], [{ path: "/data", readOnly: false }, { path: "/kept", readOnly: true }]]);
  const hashes = await Promise.all([usual, none, one].map((inputs) => manifestOf(inputs, defaultDistribution, [])));
  expect(new Set(hashes.map(({ inputsHash }) => inputsHash)).size).toBe(3);
  await expect(read({ directories: null as never })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});
