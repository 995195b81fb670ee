// A newcomer's afternoon: the packages as a registry would hand them out, in a fresh folder.
import { cp, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOwned, stopOwned } from "../engines/owned-process.ts";
import { viewFrame } from "../engines/view-frames.ts";
import { openChromium, openWatchedPage, requestsElsewhere, type WatchedPage } from "../engines/watched-page.ts";
import { listen } from "../server/listen.ts";
import { installPacked, type Project } from "./packed-packages.ts";

const here = fileURLToPath(new URL("./", import.meta.url));
const runMs = 120_000;
const serveAssets = sirv(fileURLToPath(new URL("../../.vitrine/assets/", import.meta.url)), { dev: true, etag: true, setHeaders: (response) => response.setHeader("cache-control", "public, max-age=31536000") });

/** What `vitrine assets public/vitrine` would have put there. */
const answerAssets = async (watched: WatchedPage, assets: string) => {
  await watched.page.route("**/vitrine/**", (route) => route.continue({ url: route.request().url().replace(/^http:\/\/[^/]*\/vitrine\//, `${assets}/`) }));
};

describe("from the packed packages", () => {
  let project: Project;
  let browser: Browser;

  beforeAll(async () => {
    browser = await openChromium();
    project = await installPacked(["@vitrine/ai-sdk", "@vitrine/element", "@vitrine/react", "@vitrine/sdk", "@vitrine/streamdown", "@ai-sdk/react", "@hono/node-server", "ai", "hono", "react", "react-dom", "streamdown", "zod"], ["@types/node", "@types/react", "@types/react-dom", "@vitejs/plugin-react", "typescript", "vite"]);
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await project?.remove();
  });

  test("every package for browsers can be imported on a server", async () => {
    const names = ["sdk", "sdk/server", "sdk/agent", "sdk/ui", "element", "react", "streamdown", "ai-sdk"].map((name) => `@vitrine/${name}`);
    const code = `for (const name of ${JSON.stringify(names)}) { const module = await import(name); console.log(name, Object.keys(module).length > 0); } (await import("@vitrine/element")).define();`;
    expect(await project.run(process.execPath, "--input-type=module", "-e", code)).toBe(names.map((name) => `${name} true\n`).join(""));
  });

  test("U4: a chat of Vite, React and the AI SDK gets code that runs with under 30 added lines: the chart is shown, and the model reads what came of it", async () => {
    const added = await addedLines();
    expect(added).toBeGreaterThan(5);
    expect(added).toBeLessThan(30);
    await cp(`${here}react-app/before`, project.folder, { recursive: true });
    await cp(`${here}react-app/after`, project.folder, { recursive: true });
    await project.run(process.execPath, "node_modules/typescript/bin/tsc", "-p", ".");
    await project.run(process.execPath, "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn");

    const owned = startOwned(process.execPath, ["server/main.ts"], { PATH: process.env["PATH"] }, ["ignore", "pipe", "inherit"], project.folder);
    const assets = await listen(createServer((request, response) => serveAssets(request, response)));
    const watched = await openWatchedPage(browser);
    try {
      const origin = await new Promise<string>((resolve, reject) => {
        createInterface({ input: owned.child.stdout as Readable }).on("line", (line) => line.startsWith("http:") && resolve(line));
        void owned.exited.then((code) => reject(new Error(`The app's server ended with code ${code}`)));
      });
      await answerAssets(watched, assets.origin);
      const { page } = watched;
      await page.goto(`${origin}/`);
      await page.getByLabel("Message").fill("Draw the squares.");
      await page.getByRole("button", { name: "Send" }).click();
      const chart = await viewFrame(page, ".js-plotly-plot .bars .point", runMs);
      expect(await chart.evaluate("origin")).toBe("null");
      // Only the run knew the number.
      await page.getByText("The sum 385; I saw a picture.").waitFor({ timeout: runMs });
      expect(await page.locator("vitrine-run").count()).toBe(1);
      expect(await page.locator("vitrine-run").getByText(/^Ran in/).isVisible()).toBe(true);
      expect(requestsElsewhere(watched, origin)).toEqual([]);
      expect(watched.problems).toEqual([]);
    } finally {
      await watched.close();
      assets.close();
      await stopOwned(owned);
    }
  }, 240_000);

  test("a plain page runs code with under ten lines", async () => {
    const html = await readFile(`${here}plain.html`, "utf8");
    expect(html.trim().split("\n").length).toBeLessThan(10);
    const script = await readFile(`${project.folder}/node_modules/@vitrine/element/dist/vitrine-element.js`);
    const server = await listen(
      createServer((request, response) => {
        if (request.url === "/") return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
        if (request.url === "/favicon.ico") return response.writeHead(204).end();
        if (request.url === "/vitrine-element.js") return response.writeHead(200, { "content-type": "text/javascript" }).end(script);
        request.url = request.url?.replace(/^\/vitrine\//, "/") ?? "/";
        return serveAssets(request, response, () => void response.writeHead(404).end());
      }),
    );
    const watched = await openWatchedPage(browser);
    try {
      await watched.page.goto(`${server.origin}/`);
      const chart = await viewFrame(watched.page, ".js-plotly-plot .bars .point", runMs);
      expect(await chart.locator(".gtitle").textContent()).toBe("Squares");
      expect(watched.problems).toEqual([]);
    } finally {
      await watched.close();
      server.close();
    }
  }, 180_000);
});

/** Lines that are in the app with Vitrine and not in the one without. */
async function addedLines(): Promise<number> {
  let count = 0;
  for (const file of ["src/chat.tsx", "server/answer.ts"]) {
    const before = (await readFile(`${here}react-app/before/${file}`, "utf8")).split("\n");
    for (const line of (await readFile(`${here}react-app/after/${file}`, "utf8")).split("\n")) {
      const index = before.indexOf(line);
      if (index === -1) count += 1;
      else before.splice(index, 1);
    }
  }
  return count;
}
