import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** What a file may not import, and (the control) what it may. */
const directions: { file: string; refused: string[]; allowed: string[] }[] = [
  { file: "packages/protocol/src/a.ts", refused: ["@vitrine/sdk", "vite", "node:fs", "../../sdk/src/x.ts"], allowed: ["./b.ts", "../b.ts"] },
  {
    file: "packages/sdk/src/host/a.ts",
    refused: ["@vitrine/sandbox/worker", "node:fs", "../server/x.ts", "../agent/x.ts", "../../../sandbox/src/x.ts", "@vitrine/protocol/src/x.ts"],
    allowed: ["@vitrine/protocol", "./b.ts", "../distributions/index.ts", "./sandbox-text.ts"],
  },
  { file: "packages/sdk/src/host/assets/deep.ts", refused: ["@vitrine/sandbox/worker", "../../server/x.ts"], allowed: ["../b.ts"] },
  { file: "packages/sdk/src/ui/a.ts", refused: ["@vitrine/sandbox/worker", "../server/x.ts"], allowed: ["../host/index.ts"] },
  { file: "packages/react/src/a.ts", refused: ["@vitrine/sandbox/worker", "@vitrine/protocol", "node:fs", "@vitrine/sdk/src/x.ts"], allowed: ["@vitrine/sdk", "@vitrine/element", "react", "./b.ts"] },
  { file: "packages/sdk/src/embed/a.ts", refused: ["@vitrine/sandbox/worker"], allowed: ["../host/index.ts"] },
  { file: "packages/sdk/src/host/sandbox-text.ts", refused: ["@vitrine/protocol", "./b.ts", "vite"], allowed: ["@vitrine/sandbox/worker", "@vitrine/sandbox/frame"] },
  {
    file: "packages/sdk/src/server/a.ts",
    refused: ["@vitrine/sandbox/frame", "@vitrine/sdk", "vite", "node:fs", "../host/x.ts", "../agent/x.ts", "../distributions/x.ts"],
    allowed: ["@vitrine/protocol", "mdast-util-from-markdown", "micromark-util-types", "./b.ts"],
  },
  { file: "packages/sdk/src/agent/code-of-reply.ts", refused: ["../host/x.ts", "@vitrine/protocol", "./b.ts", "node:fs"], allowed: ["../server/create-payload.ts"] },
  { file: "packages/sdk/src/agent/a.ts", refused: ["../server/x.ts", "../host/x.ts", "node:fs"], allowed: ["@vitrine/protocol", "./b.ts"] },
  { file: "packages/sdk/src/distributions/a.ts", refused: ["../host/x.ts", "node:fs"], allowed: ["@vitrine/protocol", "./b.ts"] },
  { file: "packages/sandbox/src/frame/a.ts", refused: ["@vitrine/sdk", "../../../sdk/src/x.ts"], allowed: ["@vitrine/protocol", "./b.ts"] },
  { file: "packages/sandbox/src/kernel/a.ts", refused: ["@vitrine/sdk", "../worker/x.ts", "../view/x.ts", "../runtimes/x.ts"], allowed: ["@vitrine/protocol", "comlink", "./b.ts"] },
  { file: "packages/sandbox/src/kernel/a.fuzz.test.ts", refused: ["@vitrine/sdk", "../worker/x.ts"], allowed: ["@vitrine/fuzz", "@vitrine/protocol", "./b.ts"] },
  { file: "packages/sandbox/src/view/a.ts", refused: ["@vitrine/sdk", "../worker/x.ts", "../kernel/x.ts", "comlink"], allowed: ["@vitrine/protocol", "./b.ts"] },
  { file: "packages/sandbox/src/view/renderers/a.ts", refused: ["../../worker/x.ts"], allowed: ["../b.ts"] },
  { file: "packages/sandbox/src/worker/a.ts", refused: ["@vitrine/sdk/agent", "../kernel/x.ts", "../view/x.ts"], allowed: ["@vitrine/protocol", "comlink", "../runtimes/x.ts"] },
  {
    file: "packages/sandbox/src/runtimes/python/a.ts",
    refused: ["@vitrine/sdk", "../../worker/x.ts", "../../kernel/x.ts", "../../view/x.ts", "comlink"],
    allowed: ["@vitrine/protocol", "../runtime.ts", "./b.ts"],
  },
  { file: "packages/cli/src/a.ts", refused: ["@vitrine/sdk/dist/x.js", "../../sdk/src/x.ts"], allowed: ["@vitrine/sdk/server", "node:fs", "./b.ts"] },
  { file: "apps/chat/server/a.ts", refused: ["../../../packages/sdk/src/x.ts", "@vitrine/sandbox/worker", "@vitrine/sdk/src/x.ts"], allowed: ["@vitrine/sdk/server", "ai"] },
  { file: "e2e/conformance/a.ts", refused: ["../../packages/protocol/src/x.ts", "@vitrine/sandbox/frame"], allowed: ["@vitrine/sdk", "@vitrine/cli/assets", "../report.ts"] },
];

let folder: string;
const reported = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-lint-"));
  const config = await readFile(new URL("../.oxlintrc.json", import.meta.url), "utf8");
  // The type-aware linter is not installed beside the copy, and imports need no types.
  await writeFile(join(folder, ".oxlintrc.json"), config.replace('"typeAware": true', '"typeAware": false'));
  for (const { file, refused, allowed } of directions) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, [...refused, ...allowed].map((name) => `export * from ${JSON.stringify(name)};\n`).join(""));
  }
  for (const { filename, line } of await lint(folder)) {
    const { refused, allowed } = directions.find(({ file }) => file === filename)!;
    reported.add(`${filename} ${[...refused, ...allowed][line - 1]}`);
  }
});

afterAll(() => rm(folder, { recursive: true }));

describe.each(directions)("$file", ({ file, refused, allowed }) => {
  test.each(refused)("must not import %s", (name) => expect(reported).toContain(`${file} ${name}`));
  test.each(allowed)("may import %s", (name) => expect(reported).not.toContain(`${file} ${name}`));
});

interface Finding {
  filename: string;
  line: number;
}

/** Where oxlint reports no-restricted-imports in the folder, by the configuration that stands there. */
async function lint(cwd: string): Promise<Finding[]> {
  const oxlint = fileURLToPath(new URL("../node_modules/oxlint/bin/oxlint", import.meta.url));
  const json = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, "-f", "json", "-A", "all", "-D", "no-restricted-imports"], { cwd }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = JSON.parse(json) as { diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[] };
  return diagnostics
    .filter(({ code }) => code === "eslint(no-restricted-imports)")
    .map(({ filename, labels }) => ({ filename: filename.replaceAll("\\", "/"), line: labels[0]!.span.line }));
}
