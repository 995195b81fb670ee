import { sandboxText } from "../sandbox-text.ts";
import type { Fault } from "./host-report.ts";
import { violationsDuring } from "./violations-during.ts";

/** What the answer to a request for frameUrl tells, where the page may read it. */
export interface ServedFrame {
  /** Why no frame can come of it. */
  blocked: Fault | undefined;
  /** Whether it is another document than this version's; undefined: the page may not read it. */
  differs: boolean | undefined;
}

/** Milliseconds for the document to arrive. */
const patience = 15_000;

/** Reads how frameUrl is served: status, type, and the headers that keep a document out of frames or its scripts from running. */
export async function checkServedFrame(frameUrl: string): Promise<ServedFrame> {
  const { href, origin } = new URL(frameUrl, document.baseURI);
  const own = origin === location.origin;
  let response: Response | undefined;
  await violationsDuring(async () => {
    response = await fetch(href, { credentials: "same-origin", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(patience) });
  });
  // Of another origin without CORS, or refused by connect-src: only loading it will tell.
  if (!response) return { blocked: undefined, differs: undefined };
  const blocked = faultOf(href, own, response);
  return { blocked, differs: blocked ? undefined : (await response.text()) !== (await sandboxText("frame")) };
}

function faultOf(href: string, own: boolean, { ok, status, headers }: Response): Fault | undefined {
  const served = (header: string) => headers.get(header)?.toLowerCase() ?? "";
  if (!ok) return { why: `${href} answers with HTTP ${status}.`, fix: "Serve frame.html of your assets (or of @vitrine/sandbox) at frameUrl." };
  if (!served("content-type").startsWith("text/html")) return { why: `${href} is served as ${served("content-type") || "no type at all"}.`, fix: "Serve frame.html with Content-Type: text/html." };
  const frameOptions = served("x-frame-options");
  if (frameOptions.includes("deny") || (frameOptions.includes("sameorigin") && !own)) return { why: `${href} is served with X-Frame-Options: ${frameOptions}.`, fix: `Leave X-Frame-Options out for frame.html${own ? ", or send SAMEORIGIN" : ""}.` };
  for (const policy of served("content-security-policy").split(",")) {
    const fault = policyFault(href, own, new Map(policy.split(";").map((directive) => directive.trim().split(/\s+/)).map(([name = "", ...sources]) => [name, sources])));
    if (fault) return fault;
  }
  return undefined;
}

function policyFault(href: string, own: boolean, policy: Map<string, string[]>): Fault | undefined {
  const says = (name: string) => `${href} is served with a Content-Security-Policy that has ${[name, ...(policy.get(name) ?? [])].join(" ")}`;
  const fix = "Serve frame.html without your page's Content-Security-Policy: with none, or with frame-ancestors 'self' alone. It has a policy of its own in it.";
  const ancestors = policy.get("frame-ancestors");
  if (ancestors && !ancestors.some((source) => source === "*" || (source === "'self'" && own) || source === location.origin || /^https?:$|\*/.test(source))) return { why: `${says("frame-ancestors")}, which leaves this page out.`, fix: `Add ${own ? "'self'" : location.origin} to frame-ancestors of frame.html.` };
  if (policy.has("sandbox") && !policy.get("sandbox")!.includes("allow-scripts")) return { why: `${says("sandbox")}, without allow-scripts.`, fix: "Send sandbox allow-scripts for frame.html, or no sandbox directive." };
  const scripts = policy.has("script-src") ? "script-src" : "default-src";
  if (policy.has(scripts) && !policy.get(scripts)!.includes("'unsafe-inline'")) return { why: `${says(scripts)}, which refuses the frame's own script.`, fix };
  return undefined;
}
