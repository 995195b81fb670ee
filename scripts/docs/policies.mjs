import { createHash } from "node:crypto";
import { root } from "../process.mjs";
import { read } from "./markdown.mjs";

const page = "docs/csp.md";
const suite = "e2e/conformance/host-check.ts";

/** Every policy that the page gives is one that the suite serves, and the hash in it is that of renderHtml's style. */
export async function checkPolicies() {
  const text = read(page);
  const names = Array.from(text.matchAll(/^### `([a-z-]+)`: /gm), ([, name]) => name);
  const policies = Array.from(text.matchAll(/^```http\nContent-Security-Policy: (.*)\n```$/gm), ([, policy]) => policy);
  const { createPayload, renderHtml } = await import(new URL("packages/sdk/dist/server/index.js", root));
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(renderHtml(createPayload({ code: "1" }), { assets: "/" }));
  const hash = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;
  return [
    names.length === policies.length && names.length > 0 ? undefined : `${page}: ${names.length} headings of policies, ${policies.length} policies`,
    ...names.map((name) => (new RegExp(`policy: "${name}"|"(policy-)?${name}"`).test(read(suite)) ? undefined : `${suite}: no case serves the policy ${name} of ${page}`)),
    text.includes(`style-src ${hash}`) ? undefined : `${page}: the hash of renderHtml's style is ${hash}`,
  ];
}
