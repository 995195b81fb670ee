import { defaultLimits, type FetchRequest } from "@vitrine/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { findDistribution } from "../distributions/index.ts";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { Broker } from "./broker.ts";
import { GuestNetwork } from "./guest-network.ts";
import { NetworkRules } from "./network-rules.ts";
import { PackageCatalog } from "./package-catalog.ts";

const distribution = { ...findDistribution("pyodide-0.29"), packageBaseUrl: "https://cdn.test/full/" };
const lock = JSON.stringify({ packages: { numpy: { name: "numpy", version: "1", file_name: "numpy-1.whl", sha256: "aa", depends: [], imports: ["numpy"] } } });

describe("the broker", () => {
  let asked: PinnedFile[];
  let broker: Broker;
  const answer = async (url: string, method = "GET") => {
    const request: FetchRequest = { type: "fetch-request", runId: "run-1", requestId: 1, method, url, headers: {}, body: null };
    const served: string[] = [];
    const said = await broker.answer(request, ({ file }) => served.push(file));
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
    const catalog = new PackageCatalog(distribution, { mode: "lock", deny: ["plotly"] }, { paths: new Set(), packages: [] }, lock);
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
});
