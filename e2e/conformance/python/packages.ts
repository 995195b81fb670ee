import type { Progress, SandboxOptions } from "@vitrine/sdk";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { figuresOf, openSandbox, runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** R6: packages come through the broker, by policy and hash. */
export const packageCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-micropip`,
    title: "R6: micropip.install from guest code installs for real",
    async run() {
      const code = `import micropip\nawait micropip.install("plotly")\nimport importlib\ngo = importlib.import_module("plotly" + ".graph_objects")\nfig = go.Figure(go.Bar(y=[1]))`;
      const result = await runOnce(distribution, code);
      equal([result.status, figuresOf(result.outputs).length], ["ok", 1], why(result));
      assert(result.manifest.packages.some(({ file }) => file.startsWith("plotly-")), "the manifest names the wheel");
    },
  },
  {
    id: `${distribution}-prepare`,
    title: "R24: what a reply imports is fetched while it streams in, by the policy, and nothing of it runs",
    async run(context) {
      const { packages } = (await (await fetch(`${settings.assets}assets.json`)).json()) as { packages: { name: string; wheel: { sha256: string } }[] };
      const cache = await caches.open("vitrine-assets-1");
      // As on a first visit.
      for (const { name, wheel } of packages) if (["jinja2", "mpmath", "networkx"].includes(name)) await cache.delete(`https://vitrine.invalid/sha256/${wheel.sha256}`);
      const wheels = new Set<string>();
      let arrived = () => {};
      const onProgress = ({ file }: Progress) => void (file.startsWith("wheels/") && wheels.add(file.slice("wheels/".length).split("-")[0]!) && arrived());
      let requests = 0;
      const observer = new PerformanceObserver((seen) => (requests += seen.getEntries().filter(({ name }) => name.includes("/wheels/jinja2-")).length));
      observer.observe({ type: "resource" });
      context.after(() => observer.disconnect());
      const sandbox = await openSandbox(context, { distribution, policy: { packages: { deny: ["mpmath"] } }, onProgress });
      const reply = "Sure:\n\n```python\nimport mpmath\n'''\nimport networkx\n'''\nprint('ran')\nimport jin";
      sandbox.prepare(reply);
      const jinja = new Promise<void>((resolve) => (arrived = () => wheels.has("jinja2") && resolve()));
      sandbox.prepare(`${reply}ja2\n`);
      await jinja;
      equal([wheels.has("mpmath"), wheels.has("networkx"), (await sandbox.inspect()).runs], [false, false, 0], `asked for ${[...wheels].join(", ")}`);
      const result = await sandbox.run({ code: "import jinja2\nprint('ran')" }).result;
      await new Promise((resolve) => setTimeout(resolve));
      equal([result.stdout, requests], ["ran\n", 1], `${why(result)}; requests for the wheel`);
    },
  },
  {
    id: `${distribution}-packages-option`,
    title: "The packages option installs before the run",
    async run() {
      const result = await runOnce(distribution, { code: "import importlib\nprint(importlib.import_module('tenacity').__name__)", packages: ["tenacity"] });
      equal([result.status, result.stdout], ["ok", "tenacity\n"], why(result));
    },
  },
  {
    id: `${distribution}-package-unknown`,
    title: "R6: a package that nobody has is named, with what was meant",
    async run() {
      const listed = await runOnce(distribution, { code: "print(1)", packages: ["ploty"] });
      equal([listed.status, listed.error?.code], ["error", "PACKAGE_NOT_FOUND"], why(listed));
      assert(listed.error!.message.includes("plotly"), `nearest names: ${listed.error!.message}`);
      const guest = await runOnce(distribution, `import micropip\nawait micropip.install("no-such-thing")`);
      equal(guest.error?.code, "PACKAGE_NOT_FOUND", why(guest));
      assert(guest.error!.message.includes("no-such-thing"), `the guest's error has the reason: ${guest.error!.message}`);
    },
  },
  {
    id: `${distribution}-package-denied`,
    title: "R6: a package that the policy denies is not installed, and the reason reaches the error",
    async run(context) {
      const policy = { packages: { deny: ["plotly"] } };
      const sandbox = await openSandbox(context, { distribution, policy });
      const code = `
import importlib, micropip
try: importlib.import_module("plotly")
except ModuleNotFoundError: print("absent")
await micropip.install("plotly")`;
      const denied = await sandbox.run({ code }).result;
      equal([denied.error?.code, denied.stdout.includes("absent"), denied.error?.message.includes("policy.packages.deny")], ["PACKAGE_DENIED", true, true], why(denied));
      const listed = await sandbox.run({ code: "1", packages: ["plotly"] }).result;
      equal(listed.error?.code, "PACKAGE_DENIED", why(listed));
      // Control: without the policy the same code installs it.
      const control = await runOnce(distribution, code);
      equal(control.status, "ok", why(control));
    },
  },
  {
    id: `${distribution}-package-missing`,
    title: "R22: a module that nobody has is PACKAGE_NOT_FOUND at the import's line, with what was meant or what to do instead; what is not reached, or caught, harms nothing",
    timeoutMs: 150_000,
    async run(context) {
      const error = async (code: string) => {
        const { error: found, stdout } = await runOnce(distribution, { code, files: { "helper.py": "x = 1", "pkg/sub.py": "y = 2" } });
        return [found?.code, found?.line, found?.message, found?.fix, stdout].join(" | ");
      };
      const expectations: [string, RegExp][] = [
        ["x = 1\nimport ploty.express as px", /^PACKAGE_NOT_FOUND \| 2 \| No module named 'ploty' \(.*did you mean plotly/],
        ["import helper\nfrom pkg.sub import y\nprint(helper.x, y)\nimport sklern", /^PACKAGE_NOT_FOUND \| 4 \| No module named 'sklern' \(.*did you mean scikit-learn.*\| 1 2\n$/s],
        ["import torch.nn as nn", /^PACKAGE_NOT_FOUND \| 1 \| .*native code.*\| Use scikit-learn or numpy\./],
        ["import importlib\nimportlib.import_module('tena' + 'city')", /^PACKAGE_NOT_FOUND \| 2 \| .*no import statement.*\| Write `import tenacity`/],
        ["import tenacity\nimport tenacity.nothing", /^UNCAUGHT_EXCEPTION \| 2 \| No module named 'tenacity\.nothing' \|/],
        ["try: import ploty\nexcept ImportError: print('went on')\nif False: import torch\nimport importlib.util\nprint(importlib.util.find_spec('torch'))", /^ \|  \|  \|  \| went on\nNone\n$/],
      ];
      for (const [code, said] of expectations) {
        const told = await error(code);
        assert(said.test(told), `${code}: ${told}`);
      }
      const policy = { packages: { deny: ["tenacity"] } };
      const denied = await (await openSandbox(context, { distribution, policy })).run({ code: "import tenacity" }).result;
      equal([denied.error?.code, denied.error?.line, denied.error?.message.includes("policy.packages.deny")], ["PACKAGE_DENIED", 1, true], why(denied));
    },
  },
  {
    id: `${distribution}-package-pins`,
    title: "R22: versions that are there satisfy a pin, others say what is there; extras, piplite, keep_going, deps and loadPackage work; installing is told",
    async run() {
      const progress: string[] = [];
      const run = (await sharedSandbox(distribution)).run({ code: "import mpmath\nprint(mpmath.__version__)", packages: ["mpmath==1.2.1", "tenacity[nothing]"] });
      for await (const event of run.events) if (event.type === "phase" && event.phase === "install" && event.detail) progress.push(event.detail);
      const pinned = await run.result;
      equal([pinned.stdout, progress], ["1.2.1\n", ["mpmath==1.2.1, tenacity[nothing], mpmath"]], why(pinned));
      const other = await runOnce(distribution, { code: "1", packages: ["mpmath==0.1"] });
      equal([other.error?.code, other.error?.message.includes("there is mpmath 1.2.1")], ["PACKAGE_NOT_FOUND", true], why(other));
      const code = `
import importlib.util, piplite, pyodide_js
has = lambda name: importlib.util.find_spec(name) is not None
await piplite.install(["tenacity", "networkx"], keep_going=True, deps=False)
await pyodide_js.loadPackage("sympy")
print(has("tenacity"), has("networkx"), has("sympy"))
await piplite.install("plotly==0.1")`;
      const guest = await runOnce(distribution, code);
      equal([guest.stdout.trimEnd().split("\n").at(-1), guest.error?.code, guest.error?.line], ["True True True", "PACKAGE_NOT_FOUND", 7], why(guest));
    },
  },
  {
    id: `${distribution}-package-address`,
    title: "R22: a wheel by its address is installed where mode is index, a rule lists it and its hash fits; else the reason says what lacks",
    timeoutMs: 240_000,
    async run(context) {
      const { files } = (await (await fetch(`${settings.assets}assets.json`)).json()) as { files: { path: string; sha256: string }[] };
      const { path, sha256 } = files.find((file) => file.path.startsWith("wheels/tenacity-"))!;
      const address = new URL(`${settings.assets}${path}`, location.href).href;
      const network = [{ origin: location.origin, path: `${settings.assets}wheels` }];
      const pinned = `${address}#sha256=${sha256}`;
      const forged = `${address}#sha256=${"0".repeat(64)}`;
      /** What a guest's micropip makes of each address, one after another. */
      const guest = async (policy: NonNullable<SandboxOptions["policy"]>, addresses: string[]) => {
        const code = `
import micropip, re
for url in ${JSON.stringify(addresses)}:
    try:
        await micropip.install(url)
        print(__import__("tena" + "city").__name__)
    except ValueError as error:
        print(re.match("[A-Z_]*", str(error))[0])`;
        const result = await (await openSandbox(context, { distribution, policy })).run({ code }).result;
        return [...result.stdout.split("\n").filter((line) => /^[A-Z_]+$|^tenacity$/.test(line)), result.manifest.packages.some((each) => each.sha256 === sha256)];
      };
      const index = { packages: { mode: "index" }, network } as const;
      equal(await guest(index, [address, forged, pinned]), ["PACKAGE_DENIED", "PACKAGE_NOT_FOUND", "tenacity", true], "without a hash, with another, with its own");
      equal(await guest({ packages: { mode: "index", requireHash: false }, network }, [address]), ["tenacity", true], "without a hash, where none is required");
      equal(await guest({ packages: { mode: "lock" }, network }, [pinned]), ["PACKAGE_DENIED", false], "mode lock");
      equal(await guest({ packages: { mode: "index" } }, [pinned]), ["NETWORK_DENIED", false], "no rule");
      const sandbox = await openSandbox(context, { distribution, policy: index });
      const listed = async (url: string) => (await sandbox.run({ code: "print(__import__('tena' + 'city').__name__)", packages: [url] }).result).error?.code;
      equal([await listed(pinned), await listed(address)], [undefined, "PACKAGE_DENIED"], "listed by the embedder");
    },
  },
  {
    id: `${distribution}-package-index`,
    title: "R22: with mode index, a module that the lock has not is found in the index by its package's name, checked by hash, and kept for the next run",
    timeoutMs: 150_000,
    async run(context) {
      // A wheel of a package that no lock has, made by a guest.
      const making = `
import zipfile
with zipfile.ZipFile("python_dotenv-9.9-py3-none-any.whl", "w") as wheel:
    wheel.writestr("dotenv.py", "made = 'here'")
    wheel.writestr("python_dotenv-9.9.dist-info/METADATA", "Metadata-Version: 2.1\\nName: python-dotenv\\nVersion: 9.9\\n")
    wheel.writestr("python_dotenv-9.9.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("python_dotenv-9.9.dist-info/RECORD", "")`;
      const [file] = (await runOnce(distribution, making)).files;
      const wheel = file!.bytes.slice();
      const sha256 = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", wheel)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      let hashes: { sha256?: string } = { sha256 };
      const asked: string[] = [];
      // The host side uses the page's own fetch.
      const native = window.fetch;
      context.after(() => (window.fetch = native));
      window.fetch = async (input, init) => {
        const url = input instanceof Request ? input.url : String(input);
        if (!url.startsWith("https://index.test/")) return native(input, init);
        asked.push(url.slice("https://index.test/".length));
        if (url.endsWith(".whl")) return new Response(wheel);
        const files = [{ filename: file!.path, url: `https://index.test/${file!.path}`, hashes }];
        return url.endsWith("/python-dotenv/") ? Object.defineProperty(Response.json({ meta: { "api-version": "1.0" }, name: "python-dotenv", files }), "url", { value: url }) : new Response("", { status: 404 });
      };
      const policy = { packages: { mode: "index", index: "https://index.test/simple" } } as const;
      const open = () => openSandbox(context, { distribution, policy, assets: { base: settings.assets, cdn: true } });
      const code = "import dotenv\nprint(dotenv.made)\nimport nothing_there";
      for (const wanted of [["simple/python-dotenv/", file!.path], ["simple/python-dotenv/"]]) {
        asked.length = 0;
        const result = await (await open()).run({ code }).result;
        equal([result.stdout, result.error?.code, result.error?.line, result.error?.message.includes("https://index.test/simple")], ["here\n", "PACKAGE_NOT_FOUND", 3, true], why(result));
        equal(wanted.every((each) => asked.includes(each)), true, `asked for: ${asked.join(", ")}`);
        equal(asked.includes(file!.path), wanted.includes(file!.path), `asked for: ${asked.join(", ")}`);
        assert(result.manifest.packages.some((each) => each.sha256 === sha256), "the manifest names the wheel");
      }
      hashes = { sha256: "0".repeat(64) };
      equal((await (await open()).run({ code }).result).error?.line, 1, "another hash");
      hashes = {};
      equal((await (await open()).run({ code }).result).error?.line, 1, "no hash");
    },
  },
  {
    id: `${distribution}-pandas`,
    title: "numpy and pandas compute, a DataFrame is a table",
    async run(context) {
      if (distribution !== "pyodide-0.29") context.skip("C-extension wheels for 314 can only be had from the CDN");
      const drawn = () => runOnce(distribution, { code: "import numpy as np\nprint(np.random.rand())", seed: 3 });
      equal((await drawn()).stdout, (await drawn()).stdout, "numpy's random numbers under one seed");
      const code = `import pandas as pd\ndf = pd.DataFrame({"k": ["a", "b", "a"], "v": [1, 2.5, None]})\ndf.groupby("k").sum()`;
      const result = await runOnce(distribution, code);
      const table = result.outputs[0]?.data["application/vnd.vitrine.table+json"];
      equal(
        table,
        { columns: [{ name: "v", type: "float64" }], index: ["a", "b"], indexName: "k", rows: [[1], [2.5]], shape: [2, 1] },
        why(result),
      );
    },
  },
];
