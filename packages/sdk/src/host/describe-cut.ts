import type { Cut, WireCut } from "@vitrine/protocol";

const what: Record<Cut["what"], string> = { stdout: "The text of stdout", stderr: "The text of stderr", outputs: "Outputs", files: "Files" };

/** What a limit cut, in words: the limit, what it allows, and how much there was. */
export function describeCut(cut: WireCut, allowed: number): Cut {
  const amount = cut.made > 0 ? `, and the program made ${cut.made}` : "";
  const left = cut.what === "stdout" || cut.what === "stderr" ? "the rest is cut" : "some are left out";
  return { ...cut, allowed, code: "OUTPUT_LIMIT", message: `${what[cut.what]} met a limit: ${cut.limit} is ${allowed}${amount}; ${left}.` };
}
