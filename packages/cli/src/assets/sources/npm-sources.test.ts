import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { sha256 } from "../sha256.ts";
import { createNpmTarball, type NpmTarballs } from "./npm-tarball.ts";
import { createZipCarriers } from "./zip-carrier.ts";

/** A gzipped tar with one file. */
function tarball(name: string, content: Uint8Array): Uint8Array {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("0", 156);
  return gzipSync(Buffer.concat([header, content, Buffer.alloc(512 - (content.length % 512)), Buffer.alloc(1024)]));
}

const tarballs = (bytes: Uint8Array): NpmTarballs => ({ fetch: vi.fn(async () => bytes) });
const wheel = zipSync({ "demo.py": strToU8("x = 1\n") });

test.each([
  ["https://cdn.jsdelivr.net/npm/demo@1.2.3/dist/x.js", "demo@1.2.3"],
  ["https://cdn.jsdelivr.net/npm/@scope/demo@1.2.3/dist/x.js", "@scope/demo@1.2.3"],
])("finds the package and the path in %s", async (url, spec) => {
  const shelf = tarballs(tarball("package/dist/x.js", strToU8("hello")));
  const supply = await createNpmTarball(shelf)({ path: "x", sha256: "", url });
  expect(supply).toMatchObject({ source: `npm ${spec}` });
  expect(Buffer.from((supply as { bytes: Uint8Array }).bytes).toString()).toBe("hello");
  expect(shelf.fetch).toHaveBeenCalledExactlyOnceWith(spec);
});

test("knows nothing of URLs that name no npm package", async () => {
  const shelf = tarballs(new Uint8Array());
  expect(await createNpmTarball(shelf)({ path: "x", sha256: "", url: "https://cdn.jsdelivr.net/pyodide/v1/full/x.whl" })).toBeUndefined();
  expect(shelf.fetch).not.toHaveBeenCalled();
});

test("says why npm failed", async () => {
  const shelf: NpmTarballs = { fetch: () => Promise.reject(new Error("there is no npm here")) };
  expect(await createNpmTarball(shelf)({ path: "x", sha256: "", url: "https://cdn.jsdelivr.net/npm/demo@1/x.js" })).toEqual({
    source: "npm demo@1",
    reason: "there is no npm here",
  });
});

const carried = tarball("package/program", Buffer.concat([Buffer.from("\x7fELF"), wheel, Buffer.from("tail")]));
const carrier = { spec: "demo@1", sha256: sha256(carried), entry: "package/program", holds: [sha256(wheel)] };
const wanted = { path: "demo.whl", sha256: sha256(wheel), url: "" };

test("cuts the wanted ZIP out of a carrier, opening it once", async () => {
  const shelf = tarballs(carried);
  const supply = createZipCarriers([carrier], shelf);
  expect(await supply(wanted)).toEqual({ source: "npm demo@1", bytes: new Uint8Array(wheel) });
  await supply(wanted);
  expect(shelf.fetch).toHaveBeenCalledTimes(1);
});

test("does not fetch a carrier for what it does not hold", async () => {
  const shelf = tarballs(carried);
  expect(await createZipCarriers([carrier], shelf)({ ...wanted, sha256: "00" })).toBeUndefined();
  expect(shelf.fetch).not.toHaveBeenCalled();
});

test("refuses a carrier with other bytes", async () => {
  const supply = createZipCarriers([{ ...carrier, sha256: "00" }], tarballs(carried));
  expect(await supply(wanted)).toEqual({ source: "npm demo@1", reason: expect.stringContaining("other bytes") });
});
