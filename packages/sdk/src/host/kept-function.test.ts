import { expect, test } from "vitest";
import { exportFunction, importFunction } from "./kept-function.ts";

const kept = { name: "Vowels", description: "Counts “vowels”", language: "javascript", code: "module.exports = (text) =>\r\n  text.match(/[aeiou]/gi)?.length ?? 0; // \u2028 𝄞 </script>\n" };

test("R35: a function comes back from its export as it was", async () => {
  const text = await exportFunction(kept);
  expect(await importFunction(text)).toEqual(kept);
  // printf '%s' abc | sha256sum
  expect(JSON.parse(await exportFunction({ ...kept, code: "abc" }))).toMatchObject({ vitrineFunction: 1, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" });
});

test("R35: what is not the function's own is left out", async () => {
  const more = { ...kept, id: 7 };
  const text = (await exportFunction(more)).replace("{", '{ "__proto__": { "name": "Other" }, "limits": { "runMs": 1e9 },');
  expect(await importFunction(text)).toEqual(kept);
});

test("R35: code that was changed is refused, with what to do about it", async () => {
  const text = (await exportFunction(kept)).replace("[aeiou]", "[aeiouy]");
  await expect(importFunction(text)).rejects.toMatchObject({ code: "HASH_MISMATCH", message: expect.stringContaining('"Vowels" was changed') as string, fix: expect.stringContaining("Get the file again") as string });
});

test.each([
  ["no JSON", "module.exports = 1"],
  ["a list", "[]"],
  ["another JSON", '{"name":"x"}'],
  ["a later version", '{"vitrineFunction":2,"name":"","description":"","language":"","code":"","sha256":""}'],
  ["no hash", '{"vitrineFunction":1,"name":"","description":"","language":"python","code":""}'],
])("R35: refuses %s", async (_what, text) => {
  await expect(importFunction(text)).rejects.toMatchObject({ code: "INVALID_ARGUMENT", fix: "Import a file that exportFunction wrote." });
});

test("R35: exports nothing that it would not import", async () => {
  await expect(exportFunction({ ...kept, description: undefined as unknown as string })).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: "`description` is not text." });
});
