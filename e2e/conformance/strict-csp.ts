import { createSandbox } from "@vitrine/sdk";
import { equal, settings, suite } from "./harness/index.ts";
import { openSandbox } from "./support/sandbox.ts";

// This page is served with `default-src 'self'` (server/page-html.ts): what a srcdoc frame would inherit, and could not loosen. host-check.ts has the policies that the docs give.
const frameUrl = `${settings.assets}frame.html`;

await suite([
  {
    id: "policy-holds",
    title: "S6: control: the page's policy is in force",
    async run() {
      const script = document.createElement("script");
      const seen = new Promise((resolve) => addEventListener("securitypolicyviolation", resolve, { once: true }));
      script.textContent = "globalThis.ranInline = true";
      document.body.append(script);
      await seen;
      equal("ranInline" in globalThis, false, "an inline script ran");
    },
    allowConsoleErrors: true,
  },
  {
    id: "network-under-the-page-policy",
    title: "R21: under the page's own policy its connect-src holds as well, and the reason says so",
    timeoutMs: 90_000,
    allowConsoleErrors: true,
    async run(context) {
      const elsewhere = settings.sink.replace("127.0.0.1", "localhost");
      const sandbox = await openSandbox(context, { frameUrl, policy: { network: [{ origin: settings.sink }, { origin: elsewhere }] } });
      const path = `/text/strict-${crypto.randomUUID()}`;
      const code = `from pyodide.http import pyfetch\nprint(await (await pyfetch("${settings.sink}${path}?body=listed")).text())\nawait pyfetch("${elsewhere}${path}")`;
      const { stdout, error } = await sandbox.run({ code }).result;
      equal([stdout, error?.code, error?.message.includes(`Add it to the page's connect-src`)], ["listed\n", "NETWORK_FAILED", true], String(error?.message));
    },
  },
  {
    id: "without-frame-url",
    title: "S6: without frameUrl the embedder is told what blocks the frame, and what to do",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run(context) {
      const before = document.querySelectorAll("iframe").length;
      const error = await createSandbox({ assets: settings.assets }).then(
        (sandbox) => {
          context.after(() => sandbox.dispose());
          return undefined;
        },
        (failure: { code: string; fix: string }) => failure,
      );
      equal([error?.code, error?.fix.includes("frameUrl"), document.querySelectorAll("iframe").length], ["FRAME_BLOCKED", true, before], "the error");
    },
  },
]);
