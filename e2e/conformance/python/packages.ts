import type { SandboxOptions } from "@vitrine/sdk";
import { assert, type Case, equal, settings } from "../harness/index.ts";
import { figuresOf, openSandbox, runOnce, sharedSandbox, why } from "../support/sandbox.ts";

/** R6: packages come through the broker, by policy and hash. */
export const packageCases = (distribution: string): Case[] => [
  {
    id: `${distribution}-micropip`,
    title: "R6: micropip.install from guest code installs for real",
    async run() {
      const code = `import micropip\nawait micropip.install("plotly")\nimport importlib\ngo = importlib.import_module("plotly.graph_objects")\nfig = go.Figure(go.Bar(y=[1]))`;
      const result = await runOnce(distribution, code);
      equal([result.status, figuresOf(result.outputs).length], ["ok", 1], why(result));
      assert(result.manifest.packages.some(({ file }) => file.startsWith("plotly-")), "the manifest names the wheel");
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
    async run(context) {
      const error = async (code: string) => {
        const { error: found, stdout } = await runOnce(distribution, { code, files: { "helper.py": "x = 1", "pkg/sub.py": "y = 2" } });
        return [found?.code, found?.line, found?.message, found?.fix, stdout].join(" | ");
      };
      const expectations: [string, RegExp][] = [
        ["x = 1\nimport ploty.express as px", /^PACKAGE_NOT_FOUND \| 2 \| No module named 'ploty' \(.*did you mean plotly/],
        ["import helper\nfrom pkg.sub import y\nprint(helper.x, y)\nimport sklern", /^PACKAGE_NOT_FOUND \| 4 \| No module named 'sklern' \(.*did you mean scikit-learn.*\| 1 2\n$/s],
        ["import torch.nn as nn", /^PACKAGE_NOT_FOUND \| 1 \| .*native code.*\| Use scikit-learn or numpy\./],
        ["from tkinter import *", /^PACKAGE_NOT_FOUND \| 1 \| .*no screen here.*\| Draw with/],
        ["import importlib\nimportlib.import_module('tenacity')", /^PACKAGE_NOT_FOUND \| 2 \| .*no import statement.*\| Write `import tenacity`/],
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
    async run(context) {
      const { files } = (await (await fetch(`${settings.assets}assets.json`)).json()) as { files: { path: string; sha256: string }[] };
      const { path, sha256 } = files.find((file) => file.path.startsWith("wheels/tenacity-"))!;
      const address = new URL(`${settings.assets}${path}`, location.href).href;
      const network = [{ origin: location.origin, path: `${settings.assets}wheels` }];
      const install = async (url: string, policy: NonNullable<SandboxOptions["policy"]>) => {
        const sandbox = await openSandbox(context, { distribution, policy });
        const listed = await sandbox.run({ code: "import importlib\nprint(importlib.import_module('tenacity').__name__)", packages: [url] }).result;
        const guest = await sandbox.run({ code: `import importlib, micropip\nawait micropip.install("${url}")\nprint(importlib.import_module('tenacity').__name__)` }).result;
        for (const [name, result] of Object.entries({ listed, guest })) if (!result.error) assert(result.manifest.packages.some((each) => each.sha256 === sha256), `${name}: the manifest has its hash`);
        return [listed, guest].map(({ error, stdout }) => error?.code ?? stdout.trimEnd().split("\n").at(-1));
      };
      const pinned = `${address}#sha256=${sha256}`;
      equal(await install(pinned, { packages: { mode: "index" }, network }), ["tenacity", "tenacity"], "pinned");
      equal(await install(address, { packages: { mode: "index" }, network }), ["PACKAGE_DENIED", "PACKAGE_DENIED"], "without a hash");
      equal(await install(address, { packages: { mode: "index", requireHash: false }, network }), ["tenacity", "tenacity"], "without a hash, where none is required");
      equal(await install(`${address}#sha256=${"0".repeat(64)}`, { packages: { mode: "index" }, network }), ["PACKAGE_NOT_FOUND", "PACKAGE_NOT_FOUND"], "another hash");
      equal(await install(pinned, { packages: { mode: "lock" }, network }), ["PACKAGE_DENIED", "PACKAGE_DENIED"], "mode lock");
      equal(await install(pinned, { packages: { mode: "index" } }), ["NETWORK_DENIED", "NETWORK_DENIED"], "no rule");
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
