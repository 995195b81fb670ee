import type { NetworkRule } from "@vitrine/protocol";
import type { Fault } from "./host-report.ts";
import { violationsDuring } from "./violations-during.ts";

/** Whether the page's own policy lets through what `policy.network` opens. Each origin gets one HEAD request, whose answer nobody reads. */
export async function checkNetwork(rules: readonly NetworkRule[]): Promise<Fault | undefined> {
  const origins = [...new Set(rules.map(({ origin }) => origin))];
  const refused: string[] = [];
  for (const origin of origins) {
    const violations = await violationsDuring(() => fetch(`${origin}/`, { method: "HEAD", mode: "no-cors", credentials: "omit", referrerPolicy: "no-referrer" }));
    if (violations.some(({ directive }) => directive === "connect-src")) refused.push(origin);
  }
  return refused.length === 0 ? undefined : { why: `policy.network opens ${refused.join(", ")}, which the page's Content-Security-Policy refuses.`, fix: `Add ${refused.join(" ")} to the page's connect-src.` };
}
