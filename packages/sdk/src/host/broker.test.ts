import { defaultLimits, type FetchRequest, type PackagePolicy, type PyodideDistribution } from "@vitrine/protocol";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { findDistribution } from "../distributions/index.ts";
import { AssetStore, type PinnedFile } from "./asset-store.ts";
import { Broker } from "./broker.ts";
import { assetUnavailable } from "./failures.ts";
import { GuestNetwork } from "./guest-network.ts";
import { NetworkRules } from "./network-rules.ts";
import { PackageCatalog } from "./package-catalog.ts";

const distribution = { ...(findDistribution("pyodide-0.29") as PyodideDistribution), packageBaseUrl: "https://cdn.test/full/" };
const lock = JSON.stringify({ packages: { numpy: { name: "numpy", version: "1", file_name: "numpy-1.whl", sha256: "aa", depends: [], imports: ["numpy"] } } });

describe("the broker", () => {
  let asked: PinnedFile[];
  let broker: Broker;
  const answer = async (url: string, method = "GET") => {
    const request: FetchRequest = { type: "fetch-request", runId: "run-1", requestId: 1, method, url, headers: {}, body: null };
    const served: string[] = [];
    const said = await broker.answer(request, { served: ({ file }) => served.push(file), failed: () => {} });
    return said.type === "fetch-denied" ? said.reason : { text: new TextDecoder().decode(said.body), type: said.headers["content-type"], served };
  };

  beforeEach(() => {
    asked = [];
    const store = {
      async bytes(file: PinnedFile) {
        asked.push(file);
        return new TextEncoder().encode("wheel").buffer;
      },
    } as unknown as AssetStore;
    const catalog = new PackageCatalog(distribution, { mode: "lock", deny: ["plotly"] }, { paths: new Set(), packages: [], images: [] }, lock);
    broker = new Broker(store, catalog, new GuestNetwork(new NetworkRules([]), defaultLimits));
  });

  test("R6: hands out a package of the lock by its exact public URL, and remembers it for the manifest", async () => {
    expect(await answer("https://cdn.test/full/numpy-1.whl")).toEqual({ text: "wheel", type: "application/zip", served: ["numpy-1.whl"] });
    expect(asked).toEqual([{ path: "pyodide-0.29/numpy-1.whl", sha256: "aa", url: "https://cdn.test/full/numpy-1.whl" }]);
  });

  test("answers for the index with what the lock has", async () => {
    const page = (await answer("https://pypi.org/simple/numpy/")) as { text: string };
    expect(JSON.parse(page.text)).toEqual({ meta: { "api-version": "1.0" }, name: "numpy", files: [{ filename: "numpy-1.whl", url: "https://cdn.test/full/numpy-1.whl", hashes: { sha256: "aa" } }] });
  });

  test("R6: refuses what the policy refuses, and names what was meant", async () => {
    expect(await answer("https://pypi.org/simple/plotly/")).toMatch(/^PACKAGE_DENIED: .*plotly.*policy\.packages\.deny/);
    expect(await answer("https://pypi.org/simple/numpi/")).toMatch(/^PACKAGE_NOT_FOUND: .*numpi.*did you mean numpy/);
  });

  test.each([
    "https://example.com/data.json",
    "http://cdn.test/full/numpy-1.whl",
    "https://cdn.test/full//numpy-1.whl",
    "https://cdn.test/full/../full/numpy-1.whl",
    "https://cdn.test/full/%6eumpy-1.whl",
    "https://cdn.test\\full\\numpy-1.whl",
    "https://cdn.test@evil.test/full/numpy-1.whl",
    "https://evil.test/full/numpy-1.whl",
    "//cdn.test/full/numpy-1.whl",
    "https://pypi.org/simple/../numpy/",
    "https://pypi.org/simple/numpy/../../evil/",
    "https://pypi.org/simple/%2e%2e/numpy/",
    "https://pypi.org/simple/numpy/?q=secret",
    "https://pypi.org/simple/Numpy/",
    "https://pypi.org.evil.test/simple/numpy/",
    "not a url",
    "",
  ])("R2: refuses %s without asking anybody", async (url) => {
    expect(await answer(url)).toMatch(/^NETWORK_DENIED: /);
    expect(asked).toEqual([]);
  });

  test("R2: refuses every method but GET", async () => {
    expect(await answer("https://cdn.test/full/numpy-1.whl", "POST")).toMatch(/^NETWORK_DENIED: /);
    expect(asked).toEqual([]);
  });

  describe("R22: a wheel by its address", () => {
    const pin = "9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0"; // of "aaa"
    const address = "https://w.test/wheels/thing-1.0-py3-none-any.whl";
    const wheelOf = async (url: string, policy: Partial<PackagePolicy>) => {
      const rules = new NetworkRules([{ origin: "https://w.test", path: "/wheels" }]);
      const network = {
        demandAllowed: (method: string, wheel: string) => new GuestNetwork(rules, defaultLimits).demandAllowed(method, wheel),
        fetch: async ({ url: wheel }: { url: string }) => ({ status: 200, statusText: "OK", url: wheel, headers: {}, body: new TextEncoder().encode("aaa").buffer }),
      } as unknown as GuestNetwork;
      const catalog = new PackageCatalog(distribution, { mode: "index", ...policy }, { paths: new Set(), packages: [], images: [] }, lock);
      broker = new Broker(new AssetStore({ base: undefined, cdn: true }), catalog, network);
      return answer(url);
    };

    test("is fetched where mode is index, policy.network lists it, and its hash fits", async () => {
      expect(await wheelOf(`${address}#sha256=${pin}`, {})).toEqual({ text: "aaa", type: "application/zip", served: ["thing-1.0-py3-none-any.whl"] });
      expect(await wheelOf(address, { requireHash: false })).toMatchObject({ text: "aaa" });
    });

    test.each<[string, Partial<PackagePolicy>, RegExp]>([
      [address, {}, /^PACKAGE_DENIED: .*#sha256=… \(policy\.packages\.requireHash\)/],
      [`${address}#sha256=${"0".repeat(64)}`, {}, /^PACKAGE_NOT_FOUND: .*other bytes/],
      [`${address}#sha256=${"0".repeat(64)}`, { requireHash: false }, /^PACKAGE_NOT_FOUND: .*other bytes/],
      [`${address}#sha256=${pin}`, { mode: "lock" }, /^PACKAGE_DENIED: .*policy\.packages\.mode is lock/],
      [`${address}#sha256=${pin}`, { mode: "none" }, /^PACKAGE_DENIED: .*policy\.packages\.mode is none/],
      [`${address}#sha256=${pin}`, { deny: ["thing"] }, /^PACKAGE_DENIED: .*policy\.packages\.deny/],
      [`${address}#sha256=${pin}`, { allow: ["numpy"] }, /^PACKAGE_DENIED: .*policy\.packages\.allow/],
      [`https://elsewhere.test/thing-1.0-py3-none-any.whl#sha256=${pin}`, {}, /^NETWORK_DENIED: .*does not list/],
      [`https://w.test/other/thing-1.0-py3-none-any.whl#sha256=${pin}`, {}, /^NETWORK_DENIED: /],
    ])("is refused: %s %j", async (url, policy, reason) => {
      expect(await wheelOf(url, policy)).toMatch(reason);
    });
  });

  test("R22: a project of the index is passed on with the wheels that have a hash, or with all where none is required", async () => {
    const files = [
      { filename: "thing-1.0-py3-none-any.whl", url: "https://f.test/a.whl", hashes: { sha256: "ab" } },
      { filename: "thing-1.1-py3-none-any.whl", url: "https://f.test/b.whl", hashes: {} },
      { filename: "thing-1.1.tar.gz", url: "https://f.test/c.tar.gz", hashes: { sha256: "cd" } },
    ];
    vi.stubGlobal("fetch", async (url: string) => Object.defineProperty(Response.json(url.endsWith("/thing/") ? { files } : {}), "url", { value: url }));
    const projectOf = async (requireHash: boolean) => {
      const catalog = new PackageCatalog(distribution, { mode: "index", requireHash }, { paths: new Set(), packages: [], images: [] }, lock);
      broker = new Broker({} as AssetStore, catalog, new GuestNetwork(new NetworkRules([]), defaultLimits));
      const page = (await answer("https://pypi.org/simple/thing/")) as { text: string };
      return (JSON.parse(page.text) as { files: { filename: string }[] }).files.map(({ filename }) => filename);
    };
    expect(await projectOf(true)).toEqual(["thing-1.0-py3-none-any.whl"]);
    expect(await projectOf(false)).toEqual(["thing-1.0-py3-none-any.whl", "thing-1.1-py3-none-any.whl"]);
    vi.stubGlobal("fetch", async () => new Response("<html>"));
    const catalog = new PackageCatalog(distribution, { mode: "index" }, { paths: new Set(), packages: [], images: [] }, lock);
    broker = new Broker({} as AssetStore, catalog, new GuestNetwork(new NetworkRules([]), defaultLimits));
    expect(await answer("https://pypi.org/simple/thing/")).toMatch(/^PACKAGE_NOT_FOUND: .*PEP 691/);
    vi.unstubAllGlobals();
  });

  test("S1: where the page keeps its files is not told to the guest, but to the embedder", async () => {
    const store = { bytes: () => Promise.reject(assetUnavailable("pyodide-0.29/numpy-1.whl", ["https://page.test/secret/ (HTTP 404)"])) } as unknown as AssetStore;
    const catalog = new PackageCatalog(distribution, { mode: "lock" }, { paths: new Set(), packages: [], images: [] }, lock);
    const told: string[] = [];
    const request: FetchRequest = { type: "fetch-request", runId: "run-1", requestId: 1, method: "GET", url: "https://cdn.test/full/numpy-1.whl", headers: {}, body: null };
    const said = await new Broker(store, catalog, new GuestNetwork(new NetworkRules([]), defaultLimits)).answer(request, { served: () => {}, failed: (text) => told.push(text) });
    expect(said).toMatchObject({ type: "fetch-denied", reason: "PACKAGE_NOT_FOUND: numpy-1.whl is not among the files that this page can fetch." });
    expect(told).toEqual([expect.stringContaining("page.test/secret")]);
  });
});
