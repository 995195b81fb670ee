import { afterEach, describe, expect, test, vi } from "vitest";
import { AssetStore } from "./asset-store.ts";
import { sha256 } from "./sha256.ts";

const bytes = new TextEncoder().encode("the runtime");
const file = { path: "a.wasm", sha256: await sha256(bytes.buffer), url: "https://cdn.test/a.wasm" };
const key = `https://vitrine.invalid/sha256/${file.sha256}`;

/** Cache Storage with what it holds, and a network that always says the same. */
function surroundings(served: Uint8Array<ArrayBuffer>) {
  const cached = new Map<string, Response>();
  const fetched = vi.fn(async () => new Response(served));
  vi.stubGlobal("fetch", fetched);
  vi.stubGlobal("caches", { open: async () => ({ match: async (at: string) => cached.get(at)?.clone(), put: async (at: string, response: Response) => void cached.set(at, new Response(await response.arrayBuffer())) }) });
  return { cached, fetched, store: new AssetStore({ base: undefined, cdn: true }) };
}
afterEach(() => vi.unstubAllGlobals());

describe("S9: files by their hash", () => {
  test("come once; each who asks gets bytes that can be given away, and the cache gets them too", async () => {
    const { cached, fetched, store } = surroundings(bytes);
    await store.load(file);
    for (let times = 0; times < 3; times++) {
      const own = await store.bytes(file);
      expect(new Uint8Array(own)).toEqual(bytes);
      structuredClone(own, { transfer: [own] });
    }
    expect(fetched).toHaveBeenCalledTimes(1);
    await vi.waitUntil(() => cached.has(key));
    expect(new Uint8Array(await cached.get(key)!.arrayBuffer())).toEqual(bytes);
  });

  test("of other bytes are refused and not kept", async () => {
    const { cached, store } = surroundings(new TextEncoder().encode("another"));
    await expect(store.bytes(file)).rejects.toMatchObject({ code: "ASSET_HASH_MISMATCH" });
    expect(cached.size).toBe(0);
  });

  test("that the page itself holds are checked too, go before the cache, and are not put there", async () => {
    const { cached, fetched } = surroundings(bytes);
    cached.set(key, new Response(bytes));
    const holding = (held: Uint8Array<ArrayBuffer>) => new AssetStore({ base: undefined, cdn: false, embedded: async (path) => (path === file.path ? held.slice().buffer : undefined) });
    expect(new Uint8Array(await holding(bytes).bytes(file))).toEqual(bytes);
    await expect(holding(new TextEncoder().encode("another")).bytes(file)).rejects.toMatchObject({ code: "ASSET_HASH_MISMATCH" });
    cached.clear();
    await holding(bytes).bytes(file);
    expect(cached.size).toBe(0);
    await expect(holding(bytes).bytes({ ...file, path: "b.wasm", sha256: "0" })).rejects.toMatchObject({ code: "ASSET_UNAVAILABLE" });
    expect(fetched).not.toHaveBeenCalled();
  });

  test("are taken from the cache where they are what they should be", async () => {
    const { cached, fetched, store } = surroundings(bytes);
    cached.set(key, new Response(bytes));
    expect(new Uint8Array(await store.bytes(file))).toEqual(bytes);
    expect(fetched).not.toHaveBeenCalled();
    cached.set(key, new Response("spoiled"));
    expect(new Uint8Array(await new AssetStore({ base: undefined, cdn: true }).bytes(file))).toEqual(bytes);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
