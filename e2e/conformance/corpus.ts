import { createPayload, extractCode } from "@vitrine/sdk/server";
import { compareResult } from "../../scripts/corpus-checks.mjs";
import { assert, type Case, settings, suite } from "./harness/index.ts";
import { sharedSandbox } from "./support/sandbox.ts";

// The replies of e2e/corpus through the public API. Chromium runs them by `npm run corpus`, through `vitrine run`. With `?full` also what
// needs no package but Plotly on pyodide-314.
const full = new URLSearchParams(location.search).has("full");
const files = import.meta.glob<string>("../corpus/replies/*.md", { query: "?raw", import: "default", eager: true });

interface Head {
  id: string;
  needs: string[];
  expect: Record<string, unknown> & { status: string; files?: Record<string, string>; stdin?: string };
}

const { files: assets } = (await (await fetch(`${settings.assets}assets.json`)).json()) as { files: { path: string }[] };
const wheels = new Set(assets.filter(({ path }) => /^(pyodide-0\.29|wheels)\/.*\.whl$/.test(path)).map(({ path }) => path.split("/").at(-1)!.split("-")[0]!.replaceAll("_", "-")));

const casesOn = (distribution: string) => Object.values(files).map((text): Case => {
  const [head, json] = /^---\n(.*?)\n---\n/s.exec(text)!;
  const { id, needs, expect } = JSON.parse(json!) as Head;
  const markdown = text.slice(head.length);
  return {
    id: `${distribution}-${id}`,
    title: `a reply as models write it: ${id}`,
    timeoutMs: 120_000,
    async run(context) {
      const missing = needs.filter((name) => (distribution === "pyodide-314" && name !== "plotly") || !wheels.has(name));
      if (missing.length > 0) context.skip(`${missing.join(", ")} cannot be had here: not in the wheelhouse, and the CDN is out of reach`);
      const sandbox = await sharedSandbox(distribution);
      const { sources } = createPayload({ markdown });
      const result = await sandbox.run({ code: sources, files: expect.files ?? {}, stdin: expect.stdin ?? "", limits: { runMs: expect.status === "timeout" ? 8000 : 60_000 } }).result;
      const problems = compareResult({ expect, blocks: extractCode(markdown).length }, result);
      assert(problems.length === 0, problems.join("; "));
    },
  };
});

const cases = [...casesOn("pyodide-0.29"), ...(full ? casesOn("pyodide-314") : [])];
await suite(settings.engine === "chromium" && !full ? cases.slice(0, 1) : cases);
