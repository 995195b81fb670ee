import type { Cut, WireCut } from "@vitrine/protocol";

const what: Record<Cut["what"], string> = { stdout: "The text of stdout", stderr: "The text of stderr", outputs: "Outputs", files: "Files" };

/** What a limit cut, in words: the limit, what it allows, and how much there was; of text with the end of it. */
export function describeCut(cut: WireCut, allowed: number, tails: { stdout: string; stderr: string }): Cut {
  const amount = cut.made > 0 ? `, and the program made ${cut.made}` : "";
  const left = cut.what === "stdout" || cut.what === "stderr" ? "the rest is cut" : "some are left out";
  const tail = cut.what === "stdout" || cut.what === "stderr" ? tails[cut.what] : "";
  return { ...cut, allowed, code: "OUTPUT_LIMIT", ...(tail && { tail }), message: `${what[cut.what]} met a limit: ${cut.limit} is ${allowed}${amount}; ${left}.` };
}
