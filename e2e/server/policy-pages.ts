import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { createPayload, renderHtml } from "@vitrine/sdk/server";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Loaded by each page: does what the address says, and tells the suite around it. */
const script = `
// An address of its own: Chromium would take what it keeps in memory of a page that refused vitrine.js for its hash.
import { checkHost, createSandbox } from "/assets/vitrine.js?from=policy-page";
const tell = (message) => parent.postMessage(message, location.origin);
const refused = [];
async function answer() {
  const { options, runs } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const report = await checkHost(options);
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => refused.push(effectiveDirective + " " + blockedURI));
  if (!runs) return { report };
  const sandbox = await createSandbox(options);
  const { status, outputs } = await sandbox.run({ code: "fig = {'data': [{'type': 'bar', 'y': [1, 2]}]}" }).result;
  const view = await sandbox.show(outputs[0], document.body);
  sandbox.dispose();
  return { report, drawn: [status, view.mime, refused] };
}
answer().then(tell, (error) => tell({ failure: String(error) }));
`;

/** The policies that docs/csp.md gives, by the name in their heading. */
export function documentedPolicies(): Map<string, string> {
  const text = readFileSync(`${root}docs/csp.md`, "utf8");
  return new Map(Array.from(text.matchAll(/^### `([\w-]+)`: [^\n]*\n(?:(?!^#)[^\n]*\n)*?^```http\nContent-Security-Policy: ([^\n]*)\n```$/gm), ([, name, policy]) => [name!, policy!]));
}

/**
 * Answers below `/csp/`; false: there is no such page.
 *
 *   /csp/page/<policy>?change=D     an empty page under that policy of docs/csp.md; each D is a directive with its sources that takes the place of its own
 *   /csp/render-html                a document of renderHtml under its policy; &integrity=I asks for a vitrine.js of another hash
 *   /csp/frame.html?header=N:V      the frame document, served badly: with more headers, &type=T, &status=S, &text=T after it
 *   /csp/stale/assets.json          an assets directory of another version
 */
export function answerPolicyPage({ pathname, searchParams }: URL, response: ServerResponse): boolean {
  const [, , page = "", name = ""] = pathname.split("/");
  const send = (type: string, body: string, status = 200) => response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  const policies = documentedPolicies();
  if (page === "page.js") send("text/javascript", script);
  else if (page === "page") {
    const policy = new Map((policies.get(name) ?? "").split("; ").map((directive) => [directive.split(" ")[0], directive]));
    for (const change of searchParams.getAll("change")) policy.set(change.split(" ")[0], change);
    response.setHeader("content-security-policy", [...policy.values()].join("; "));
    send("text/html", '<!doctype html><html lang="en"><meta charset="utf-8"><title>A page with a policy</title><body><script type="module" src="/csp/page.js"></script>');
  } else if (page === "render-html") {
    response.setHeader("content-security-policy", policies.get("render-html") ?? "");
    const integrity = searchParams.get("integrity");
    send("text/html", renderHtml(createPayload({ code: "print(6 * 7)" }), { assets: "/assets/", frameUrl: "/assets/frame.html", ...(integrity && { integrity }) }));
  } else if (page === "frame.html") {
    for (const header of searchParams.getAll("header")) response.setHeader(header.slice(0, header.indexOf(":")), header.slice(header.indexOf(":") + 1));
    send(searchParams.get("type") ?? "text/html", readFileSync(`${root}.vitrine/assets/frame.html`, "utf8") + (searchParams.get("text") ?? ""), Number(searchParams.get("status") ?? 200));
  } else if (page === "stale") {
    const assets = JSON.parse(readFileSync(`${root}.vitrine/assets/assets.json`, "utf8")) as { files: { sha256: string }[] };
    send("application/json", JSON.stringify({ ...assets, files: assets.files.map((file) => ({ ...file, sha256: "0".repeat(64) })) }));
  } else return false;
  return true;
}
