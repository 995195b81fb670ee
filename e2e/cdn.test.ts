import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import type { PyodideDistribution } from "@vitrine/sdk";
import { distributions, viewAssets } from "@vitrine/sdk/distributions";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { viewFrame } from "./engines/view-frames.ts";
import { openChromium, openWatchedPage, type WatchedPage } from "./engines/watched-page.ts";

/**
 * A page without a wheelhouse asks the public URLs. This machine may not reach them, so the browser's requests for exactly
 * these URLs are answered with the files that the pins name; that the pins are those of the CDN's files is not proved here.
 */
const assets = fileURLToPath(new URL("../.vitrine/assets/", import.meta.url));
const sdk = createRequire(import.meta.url).resolve("@vitrine/sdk/vitrine.js");
const origin = "https://embedder.test";

async function openPage(browser: Browser, tamper: (path: string, bytes: Buffer) => Buffer = (_, bytes) => bytes): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser);
  const { page } = watched;
  const [{ files, packageBaseUrl, name }] = distributions as [PyodideDistribution];
  const paths = new Map([...Object.values(files), ...Object.values(viewAssets)].map(({ url, path }) => [url, path]));
  const answer = (path: string, bytes: Buffer) => ({ body: tamper(path, bytes), contentType: "application/octet-stream", headers: { "access-control-allow-origin": "*" } });
  await page.route("**/*", async (route) => {
    const url = route.request().url();
    const path = paths.get(url) ?? (url.startsWith(packageBaseUrl) ? `${name}/${url.slice(packageBaseUrl.length)}` : undefined);
    if (url === `${origin}/`) return route.fulfill({ contentType: "text/html", body: html });
    if (url === `${origin}/vitrine.js`) return route.fulfill({ contentType: "text/javascript", body: await readFile(sdk, "utf8") });
    const bytes = path && (await readFile(assets + path).catch(() => undefined));
    return path && bytes ? route.fulfill(answer(path, bytes)) : route.abort();
  });
  await page.goto(`${origin}/`);
  return watched;
}

/** The embedder's page: runs a program as the README shows it, and gives its result without bytes. */
const html = `<!doctype html><link rel="icon" href="data:,"><body><div id="chart"></div>
<script type="module">
  import { createSandbox } from "/vitrine.js";
  globalThis.runProgram = async (code) => {
    try {
      const sandbox = await createSandbox();
      const { status, error, stdout, outputs, manifest } = await sandbox.run({ code }).result;
      for (const output of outputs) await sandbox.show(output, document.getElementById("chart"));
      return { status, error: error?.message, stdout, files: manifest.packages.map(({ file }) => file) };
    } catch ({ code, message }) {
      return { status: code, error: message };
    }
  };
</script>`;

async function run(page: Page, code: string): Promise<unknown> {
  await page.waitForFunction("globalThis.runProgram");
  return page.evaluate(`runProgram(${JSON.stringify(code)})`);
}

describe("without a wheelhouse", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  test("R6: the runtime, a package of the lock and Plotly come from their public URLs, once", async () => {
    const watched = await openPage(browser);
    const code = `import numpy as np\nprint(np.arange(3).sum())\nfig = {"data": [{"type": "bar", "y": [1, 2]}]}`;
    const result = await run(watched.page, code);
    expect(result).toMatchObject({ status: "ok", stdout: "3\n", files: [expect.stringMatching(/^numpy-/)] });
    await viewFrame(watched.page, ".js-plotly-plot .bars .point", 60_000);
    const asked = watched.requests.filter((url) => url.includes("pyodide.asm.wasm"));
    await watched.page.reload();
    expect(await run(watched.page, "print('again')")).toMatchObject({ status: "ok", stdout: "again\n" });
    expect([asked.length, watched.requests.filter((url) => url.includes("pyodide.asm.wasm")).length], "the second visit finds it in Cache Storage").toEqual([1, 1]);
    await watched.close();
  });

  test("R6: a runtime file with other bytes than its pin is refused", async () => {
    const watched = await openPage(browser, (path, bytes) => (path.endsWith("pyodide.asm.wasm") ? Buffer.concat([bytes, Buffer.from([0])]) : bytes));
    expect(await run(watched.page, "print(1)")).toMatchObject({ status: "ASSET_HASH_MISMATCH", error: expect.stringContaining("pyodide.asm.wasm") });
    await watched.close();
  });

  test("R6: a package with other bytes than its pin is refused, and the program told", async () => {
    const watched = await openPage(browser, (path, bytes) => (path.includes("numpy") ? Buffer.concat([bytes, Buffer.from([0])]) : bytes));
    expect(await run(watched.page, "import numpy")).toMatchObject({ status: "error", error: expect.stringMatching(/No module named 'numpy'.*other bytes/s) });
    await watched.close();
  });
});
