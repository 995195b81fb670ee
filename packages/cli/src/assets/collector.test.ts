import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCollector } from "./collector.ts";
import { sha256 } from "./sha256.ts";
import type { Supplier } from "./supplier.ts";
import { sweepPartials } from "./write-whole.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "collector-"));
});
afterEach(() => rm(directory, { recursive: true }));

const good = Buffer.from("the right bytes");
const wanted = { path: "wheels/demo.whl", sha256: sha256(good), url: "https://host.example/demo.whl" };
const gives = (source: string, bytes: Uint8Array): Supplier => async () => ({ source, bytes });
const fails = (source: string, reason: string): Supplier => async () => ({ source, reason });

function collect(...suppliers: Supplier[]) {
  const onFile = vi.fn();
  return { onFile, collector: createCollector({ directory, suppliers, earlier: new Map(), onFile }) };
}

test("asks the sources in order and keeps the first right bytes", async () => {
  const last = vi.fn(gives("last", good));
  const { collector, onFile } = collect(fails("first", "down"), gives("second", good), last);
  const record = { path: wanted.path, sha256: wanted.sha256, size: good.length, source: "second" };
  expect(await collector.obtain(wanted)).toEqual(record);
  expect(await readFile(join(directory, wanted.path))).toEqual(good);
  expect(last).not.toHaveBeenCalled();
  expect(onFile).toHaveBeenCalledExactlyOnceWith(record, false);
});

test("refuses other bytes, names the source, and asks the next", async () => {
  const { collector } = collect(gives("portal", Buffer.from("<html>log in</html>")), fails("npm demo@1", "HTTP 404"));
  const attempts = await collector.obtain(wanted);
  expect(attempts).toEqual([
    { source: "portal", reason: expect.stringContaining("other bytes") },
    { source: "npm demo@1", reason: "HTTP 404" },
  ]);
  await sweepPartials(directory);
  expect(await readdir(directory)).toEqual([]);
});

test("says that npm and Debian were thought of when only the public URL knew the file", async () => {
  const { collector } = collect(fails("host.example", "not reachable"), async () => undefined);
  expect(await collector.obtain(wanted)).toEqual([
    { source: "host.example", reason: "not reachable" },
    { source: "npm and Debian", reason: "no package there is known to hold it" },
  ]);
});

test("keeps what is there when its bytes are right, and replaces it when they are not", async () => {
  await collect(gives("a", good)).collector.obtain(wanted);
  const second = collect(fails("b", "must not be asked"));
  await second.collector.obtain(wanted);
  expect(second.onFile).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ source: "already here" }), true);

  await writeFile(join(directory, wanted.path), "damaged bytes!!");
  const third = collect(gives("c", good));
  await third.collector.obtain(wanted);
  expect(third.onFile).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ source: "c" }), false);
  expect(await readFile(join(directory, wanted.path))).toEqual(good);
});

test("asks once for a file that several need", async () => {
  const supplier = vi.fn(gives("a", good));
  const { collector } = collect(supplier);
  await Promise.all([collector.obtain(wanted), collector.obtain(wanted)]);
  expect(supplier).toHaveBeenCalledTimes(1);
});
