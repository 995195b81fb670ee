import { createPayload, renderHtml } from "@vitrine/sdk/server";
import type { RunState } from "./live-run.ts";
import { pageSandbox } from "./page-sandbox.ts";
import { codeOf, type RunRequest } from "./run-request.ts";

/** What the page does when it is opened. */
export type PageKind = "result" | "offline" | "online";

/** A page may bring text files along, no others. */
const maxFileBytes = 5 * 1024 * 1024;

/** A run as one HTML file. Rejects where its program cannot stand in one. */
export async function standalonePage(kind: PageKind, { request, state, title, lead }: { request: RunRequest; state: RunState; title: string; lead: string }): Promise<Blob> {
  const { outputs, stdout, stderr, result } = state;
  if (!result) throw new Error("The run has not ended.");
  if (outputs.some(({ data }) => Object.keys(data).length === 0)) throw new Error("What it made was too large to keep. Run it again first.");
  const sandbox = await pageSandbox.open();
  const embedded = await sandbox.embed({ manifest: result.manifest, outputs: [...outputs], stdout, stderr }, kind === "offline" ? "run" : kind);
  const { language, packages, stdin, args, env } = request;
  const payload = createPayload({
    code: typeof request.code === "string" ? codeOf(request) : request.code,
    ...(language && { language }),
    ...(packages && { packages }),
    ...(stdin !== undefined && { stdin }),
    ...(args && { args }),
    ...(env && { env }),
    ...(kind !== "result" && request.files && { files: await textsOf(request.files) }),
  });
  return new Blob([renderHtml(payload, { title, lead: withoutCode(lead), embedded })], { type: "text/html" });
}

async function textsOf(files: NonNullable<RunRequest["files"]>): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  let room = maxFileBytes;
  for (const [name, content] of Object.entries(files)) {
    if (typeof content !== "string" && !(content instanceof Blob)) throw new Error(`The file ${name} cannot stand in a page.`);
    const text = typeof content === "string" ? content : await content.text();
    room -= text.length;
    if (text.includes("\ufffd") || room < 0) throw new Error(`The program needs ${name}, which is ${room < 0 ? "too large" : "not text"}: save the result instead.`);
    texts[name] = text;
  }
  return texts;
}

/** The words of a reply: its code stands in the page already. */
const withoutCode = (markdown: string) => markdown.replace(/^(```|~~~)[\s\S]*?(?:^\1.*$|$(?![\s\S]))/gm, "").replace(/\*\*(.+?)\*\*/g, "$1").trim();
