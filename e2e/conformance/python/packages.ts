import { assert, type Case, equal } from "../harness/index.ts";
import { figuresOf, openSandbox, runOnce, why } from "../support/sandbox.ts";

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
