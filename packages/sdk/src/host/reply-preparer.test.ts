import type { PackagePolicy, PyodideDistribution } from "@vitrine/protocol";
import { afterEach, describe, expect, test, vi } from "vitest";
import { findDistribution } from "../distributions/index.ts";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { PackageCatalog } from "./package-catalog.ts";
import { ReplyPreparer } from "./reply-preparer.ts";

const locked = (name: string, depends: string[] = []) => [name, { name, version: "1", file_name: `${name}-1.whl`, sha256: name, depends, imports: [name] }] as const;
const lock = JSON.stringify({ packages: Object.fromEntries([locked("pandas", ["numpy", "six"]), locked("numpy"), locked("six"), locked("jinja2"), locked("narwhals"), locked("packaging")]) });
const housed = { name: "six", version: "2", imports: ["six"], depends: [], wheel: { path: "wheels/six-2.whl", sha256: "six-2", size: 2 } };

/** Reads the replies one after the other and tells what was done. */
async function preparing(replies: string[], policy: Partial<PackagePolicy> = {}, offline = false) {
  const did: string[] = [];
  const catalog = new PackageCatalog(findDistribution("pyodide-0.29") as PyodideDistribution, { mode: "lock", ...policy }, { paths: new Set(), packages: [housed], images: [] }, lock);
  const load = ({ path }: PinnedFile) => {
    did.push(path);
    return offline ? Promise.reject(new Error("offline")) : Promise.resolve(new Blob());
  };
  const preparer = new ReplyPreparer({
    expectPackages() {},
    store: { load } as unknown as AssetStore,
    open: async () => void did.push("open"),
    catalog: async () => catalog,
    expectView: (libraries) => did.push("view", ...libraries.map(({ path }) => path)),
  });
  for (const reply of replies) {
    preparer.read(reply);
    await new Promise(setImmediate);
  }
  return did;
}

describe("R24: what a reply says is prepared", () => {
  const asked = vi.fn(() => Promise.reject(new Error("the network")));
  vi.stubGlobal("fetch", asked);
  afterEach(() => expect(asked).not.toHaveBeenCalled());

  test("the interpreter with the first open fence, packages with what they depend on, each once", async () => {
    const text = "Hi\n```python\nimport pandas\nimport numpy\n";
    expect(await preparing(["Hi\n", "Hi\n```python\n", "Hi\n```python\nimport pandas\n", text, `${text}x = 1\n`])).toEqual(["open", "view", "pyodide-0.29/pandas-1.whl", "wheels/six-2.whl", "pyodide-0.29/numpy-1.whl"]);
  });

  test("nothing for a reply without Python", async () => {
    expect(await preparing(["import pandas\n", "import pandas\n```js\nimport numpy\n```\n"])).toEqual([]);
  });

  test("nothing that the policy denies, and nothing that only an index would know", async () => {
    const text = "```python\nimport pandas, jinja2, leftpad, constructor, __proto__, tensorflow\n";
    expect(await preparing([text], { deny: ["Pandas"] })).toEqual(["open", "view", "pyodide-0.29/jinja2-1.whl", "wheels/six-2.whl", "pyodide-0.29/numpy-1.whl"]);
    expect(await preparing([text], { allow: ["jinja2"], mode: "index" })).toEqual(["open", "view", "pyodide-0.29/jinja2-1.whl"]);
    expect(await preparing([text], { mode: "none" })).toEqual(["open", "view"]);
  });

  test("the bundle of Plotly's that draws what is called", async () => {
    const did = await preparing(["```python\nimport plotly.express as px\nimport plotly.graph_objects as go\n", "```python\nimport plotly.express as px\nimport plotly.graph_objects as go\npx.line(a)\ngo.Figure(go.Surface(z=z))\n"]);
    // The usual one with the import, so that its start is over when the reply is; another when a call tells more.
    expect(did.filter((path) => path.startsWith("plotly/"))).toEqual(["plotly/plotly-basic.min.js", "plotly/plotly-gl3d.min.js"]);
    expect(await preparing(["```python\nimport pandas\npx.line(a)\n"])).not.toContain("plotly/plotly-basic.min.js");
  });

  test("what a long reply imports at its end, a little later", async () => {
    await expect(preparing([`\`\`\`python\n${"x = 1\n".repeat(1000)}import numpy\n`])).resolves.toEqual(["open", "view"]);
    const did: string[] = [];
    const preparer = new ReplyPreparer({ store: {} as AssetStore, open: async () => {}, expectView() {}, expectPackages() {}, catalog: async () => ({ packagesFor: () => [], filesFor: (modules: string[]) => (did.push(...modules), []) }) as unknown as PackageCatalog });
    preparer.read(`\`\`\`python\n${"x = 1\n".repeat(1000)}import numpy\n`);
    await expect.poll(() => did).toEqual(["numpy"]);
  });

  test("at most fifty files a reply", async () => {
    const filesFor = () => Array.from({ length: 300 }, (_, index) => ({ path: `${index}.whl`, sha256: String(index), url: "" }));
    const load = vi.fn(async () => new Blob());
    const preparer = new ReplyPreparer({ store: { load } as unknown as AssetStore, open: async () => {}, expectView() {}, expectPackages() {}, catalog: async () => ({ packagesFor: () => [], filesFor }) as unknown as PackageCatalog });
    preparer.read("```py\nimport everything\n");
    await expect.poll(() => load.mock.calls.length).toBe(50);
    preparer.read("```py\nimport everything, else\n");
    await expect.poll(() => load.mock.calls.length).toBe(100);
  });

  test("what failed is tried again with the next reply, and nobody is told", async () => {
    const text = "```python\nimport numpy\n";
    expect(await preparing([text, `Again\n${text}`], {}, true)).toEqual(["open", "view", "pyodide-0.29/numpy-1.whl", "open", "view", "pyodide-0.29/numpy-1.whl"]);
  });
});
