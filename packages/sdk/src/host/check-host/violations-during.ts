export interface Violation {
  /** The directive that refused, such as "frame-src"; the policy may only have the one that stands in for it. */
  directive: string;
  /** What it refused: an address, or a word such as "inline". */
  blocked: string;
}

/** What the page's policy refuses while the attempt goes on; what the attempt throws is told by it as well. */
export async function violationsDuring(attempt: () => unknown): Promise<Violation[]> {
  const seen: Violation[] = [];
  const listen = ({ disposition, effectiveDirective, blockedURI }: SecurityPolicyViolationEvent) => {
    if (disposition !== "report") seen.push({ directive: effectiveDirective, blocked: blockedURI });
  };
  document.addEventListener("securitypolicyviolation", listen);
  try {
    await attempt();
  } catch {
    // See above.
  }
  // Violations are reported in tasks of their own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.removeEventListener("securitypolicyviolation", listen);
  return seen;
}
