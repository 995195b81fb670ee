import { writeFile } from "node:fs/promises";
import type { Engine } from "./engine.ts";
import { startXvfb } from "./xvfb.ts";
import { freePort, startOwned, stopOwned } from "./owned-process.ts";
import { waitForReport } from "./wait-for-report.ts";

const day = 86_400_000;

/** WebKitGTK's MiniBrowser by the WebDriver protocol, on a virtual display of its own. */
export async function openWebkit(driver: string, miniBrowser: string): Promise<Engine> {
  const display = process.env["DISPLAY"] ? undefined : await startXvfb();
  const port = await freePort();
  const child = startOwned(driver, [`--port=${port}`, "--host=127.0.0.1"], {
    ...process.env,
    ...(display && { DISPLAY: display.name }),
  });
  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebKitWebDriver: ${value.error}: ${value.message}`);
    return value;
  };
  const close = async () => {
    await stopOwned(child);
    if (display) await display.stop();
  };
  try {
    await answers(`http://127.0.0.1:${port}/status`, child.exited);
    const session = await send<{ sessionId: string; capabilities: Record<string, string> }>("POST", "/session", {
      capabilities: {
        alwaysMatch: {
          browserName: "MiniBrowser",
          timeouts: { script: day, pageLoad: 60_000 },
          "webkitgtk:browserOptions": { binary: miniBrowser, args: ["--automation"] },
        },
      },
    });
    const base = `/session/${session.sessionId}`;
    return {
      name: "webkit",
      version: `WebKitGTK ${session.capabilities["browserVersion"]} (WebDriver)`,
      async open(url) {
        await send("POST", `${base}/url`, { url });
        const read = async <T>(expression: string): Promise<T> => {
          const script = `const done = arguments[0];
            (async () => JSON.stringify((await (${expression})) ?? null))()
              .then((json) => done({ json }), (error) => done({ error: String(error) }));`;
          const answer = await send<{ json?: string; error?: string }>("POST", `${base}/execute/async`, { script, args: [] });
          if (answer.json === undefined) throw new Error(answer.error);
          return JSON.parse(answer.json) as T;
        };
        return {
          visit: (address) => send("POST", `${base}/url`, { url: address }),
          read,
          waitForReport: (timeoutMs) => waitForReport(read, timeoutMs),
          screenshot: async (path) => writeFile(path, Buffer.from(await send<string>("GET", `${base}/screenshot`), "base64")),
          // One window for the whole session: the next page replaces this one.
          close: async () => void (await send("POST", `${base}/url`, { url: "about:blank" })),
        };
      },
      async close() {
        // The driver ends the MiniBrowser with the session.
        await send("DELETE", base).catch(() => {});
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when the address answers; rejects when the process that should answer has ended. */
async function answers(url: string, exited: Promise<number | null>): Promise<void> {
  let ended = false;
  void exited.then(() => (ended = true));
  for (;;) {
    const answered = await fetch(url).then((response) => response.ok, () => false);
    if (answered) return;
    if (ended) throw new Error("WebKitWebDriver ended before it answered.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
