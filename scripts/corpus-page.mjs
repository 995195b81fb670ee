/**
 * What is said of a block of documentation, which expects nothing but to end well: "passed", "failed" with the reason, or "skipped" where
 * it needs what cannot be had here.
 */
export function judgeBlock({ status, error, undrawn = [] }) {
  if (status === "ok") return undrawn.length === 0 ? { verdict: "passed", notes: [] } : { verdict: "failed", notes: undrawn };
  if (notHere.has(error?.code)) return { verdict: "skipped", notes: [`not run: ${firstLine(error.message)}`] };
  return { verdict: "failed", notes: [`${status}${error ? `: ${error.name}: ${firstLine(error.message)} (line ${error.line} of the block)` : ""}`] };
}

const notHere = new Set(["PACKAGE_NOT_FOUND", "PACKAGE_DENIED", "NETWORK_DENIED"]);
const firstLine = (text) => text.split("\n")[0].slice(0, 300);
