import type { FileInput, Payload, Source } from "@vitrine/sdk";
import type { RunToolInput } from "@vitrine/sdk/agent";

/** A program with what it is run with. */
export interface RunRequest {
  language?: string;
  code: string | Source[];
  packages?: string[];
  files?: Record<string, FileInput>;
  stdin?: string;
  args?: string[];
  env?: Record<string, string>;
}

/** The program of a fenced block, as the server put it into JSON. */
export function payloadRequest({ vitrine: _, sources, ...rest }: Payload): RunRequest {
  return { ...rest, code: sources };
}

/** The program of a tool call. It is the model's word: what is none of the tool's own fields stays behind. */
export function toolRequest({ code, language, packages, files, stdin }: RunToolInput): RunRequest {
  return { code, ...(language && { language }), ...(packages && { packages }), ...(files && { files }), ...(stdin !== undefined && { stdin }) };
}

/** Adds the reader's files; one that the program brings itself goes before. */
export const withFiles = (request: RunRequest, files: Record<string, FileInput>): RunRequest => ({ ...request, files: { ...files, ...request.files } });

/** All of its code as text. */
export const codeOf = ({ code }: RunRequest): string => (typeof code === "string" ? code : code.map((source) => source.code).join("\n\n"));
