import { createSandbox, findDistribution, type Limits, type PyodideDistribution, type Sandbox } from "@vitrine/sdk";
import { type Attack, type CaseContext, equal, measureStall, settings } from "../harness/index.ts";
import { assetFile } from "../support/hostile-runtime.ts";
import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";

/** Python that packs a wheel of the module `thing` and what is added to it. */
const packing = (more: string) => `
import zipfile
with zipfile.ZipFile("thing-1.0-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as wheel:
    wheel.writestr("thing.py", "name = 'thing'")
    wheel.writestr("thing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: thing\\nVersion: 1.0\\n")
    wheel.writestr("thing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
    wheel.writestr("thing-1.0.dist-info/RECORD", "")
${more.replaceAll(/^/gm, "    ")}`;

/** A sandbox whose distribution pins the wheel that this Python packs: its hash is right, and the policy allows it. */
async function housing(context: CaseContext, more: string, limits: Partial<Limits> = {}): Promise<Sandbox> {
  const made = await (await sharedSandbox("pyodide-0.29")).run({ code: packing(more) }).result;
  equal([made.status, made.files.length], ["ok", 1], why(made));
  const bytes = made.files[0]!.bytes.slice();
  const url = "https://wheels.test/thing-1.0-py3-none-any.whl";
  const wheel = { ...(await assetFile(context, "wheels/thing-1.0-py3-none-any.whl", bytes, "application/zip")), url };
  // The host side uses the page's own fetch.
  const native = window.fetch;
  context.after(() => (window.fetch = native));
  window.fetch = async (input, init) => (String(input instanceof Request ? input.url : input) === url ? new Response(bytes) : native(input, init));
  const extra = { name: "thing", version: "1.0", imports: ["thing"], depends: [], wheel };
  const sandbox = await createSandbox({ assets: { base: settings.assets, cdn: true }, distribution: { ...(findDistribution("pyodide-0.29") as PyodideDistribution), extras: [extra] }, limits, spares: 0 });
  context.after(() => sandbox.dispose());
  return sandbox;
}

const escaping = ["../../../../escaped.py", "../escaped.py", "/escaped.py", "a/../../../escaped.py", "..\\\\escaped.py"];

/** R6: packages that are what they say by hash and policy, and hostile all the same. */
export const wheelAttacks: Attack[] = [
  {
    id: "A-wheel-paths",
    title: "R6: entries of a wheel that lead out of its folder (../, /, \\) are not extracted there, however it is installed",
    timeoutMs: 120_000,
    async run(context) {
      const sandbox = await housing(context, escaping.map((path) => `wheel.writestr(zipfile.ZipInfo("${path}"), "escaped = 1")`).join("\n"));
      const look = `
import importlib, os, site
print(importlib.import_module("thing").name)
outside = [os.path.join(folder, "escaped.py") for folder, _, files in os.walk("/") if not folder.startswith(("/proc", "/dev")) and "escaped.py" in files]
packages = site.getsitepackages()[0]
print([path for path in outside if not path.startswith(packages + "/")])`;
      const ways = { listed: { code: look, packages: ["thing"] }, imported: { code: `import thing\n${look}` }, micropip: { code: `import micropip\nawait micropip.install("thing")\n${look}` } };
      for (const [way, program] of Object.entries(ways)) {
        const result = await sandbox.run(program).result;
        equal([way, result.status, result.stdout], [way, "ok", "thing\n[]\n"], why(result));
      }
      // The same walk finds one that the program itself puts there.
      const control = await sandbox.run({ code: `import thing\nopen("/escaped.py", "w").close()\n${look}` }).result;
      equal(control.stdout, "thing\n['/escaped.py']\n", "control: a file that is there");
    },
  },
  {
    id: "A-wheel-bomb",
    title: "R3, R6: a wheel of a few megabytes that holds gigabytes ends no more than its run, and the next one is fresh",
    timeoutMs: 120_000,
    async run(context) {
      const bomb = `with wheel.open("thing/zeros", "w", force_zip64=True) as zeros:\n    for _ in range(1100): zeros.write(bytes(2 ** 20))`;
      const sandbox = await housing(context, bomb, { installMs: 8000 });
      equal((await sandbox.run({ code: "print(1)" }).result).stdout, "1\n", "control: a run without it");
      const stall = measureStall();
      const { status, error } = await sandbox.run({ code: "import thing\nprint(thing.name)", packages: ["thing"] }).result;
      const stallMs = stall();
      const ended = `${status} ${error?.code ?? "-"}`;
      if (!["ok -", "timeout INSTALL_TIMEOUT", "limit MEMORY_LIMIT", "crashed WORKER_CRASHED"].includes(ended)) throw new Error(`${ended}: ${error?.message}`);
      const next = await sandbox.run({ code: "import os\nprint(os.path.exists('/lib/python3.13/site-packages/thing'))" }).result;
      equal([next.status, next.stdout], ["ok", "False\n"], why(next));
      return { detail: ended, stallMs };
    },
  },
];
