import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { text as textOf } from "node:stream/consumers";
import type { InterpreterDistribution, Source } from "@vitrine/protocol";
import { type CodeBlock, createPayload, extractCode } from "@vitrine/sdk/server";
import { readReply, type ReplyInputs } from "./front-matter.ts";
import { isVitrineError, misuse } from "./misuse.ts";

/** One FILE, read. */
export interface Program extends ReplyInputs {
  language: string;
  sources: Source[];
  /** Path of the WebAssembly module that it is, if it is one. */
  module?: string;
  /** Which block of its file it is, where blocks are programs of their own; `line` is that of its first line in the file. */
  block?: { name: string; line: number };
}

/** What the blocks of one reply or page are: one program, programs of their own, or the runs of one session. */
export type BlockMode = "together" | "apart" | "session";

const languageOfExtension: Record<string, string> = { ".py": "python", ".pyw": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".ts": "typescript", ".mts": "typescript", ".wat": "wat", ".wasm": "wasi" };
const replyExtensions = new Set([".md", ".markdown"]);

/** The language that a file's name says, where it says one. An ending that several languages have says the one that is asked for, if it is among them. */
function languageOf(file: string, asked: string, interpreters: readonly InterpreterDistribution[]): string | undefined {
  const extension = extname(file).toLowerCase();
  const having = interpreters.filter(({ extensions }) => extensions.includes(extension)).flatMap(({ languages }) => languages);
  return having.includes(asked) ? asked : (languageOfExtension[extension] ?? having[0]);
}

/** Reads a file as programs, in order: one, unless its blocks are to be apart. Throws INVALID_ARGUMENT where it cannot be read or holds no code of the language. */
export async function readPrograms(file: string, language: string, blocks: BlockMode, interpreters: readonly InterpreterDistribution[] = []): Promise<Program[]> {
  if (languageOfExtension[extname(file).toLowerCase()] === "wasi" || language === "wasi") return [{ language: "wasi", sources: [], module: await readablePath(file), files: {}, stdin: undefined }];
  // Python takes no byte order mark inside text.
  const text = (await readText(file)).replace(/^\uFEFF/, "");
  const extension = extname(file).toLowerCase();
  try {
    if (replyExtensions.has(extension) || (file === "-" && looksLikeReply(text))) return programsOfReply(text, language, blocks);
    const name = file === "-" ? "stdin" : basename(file);
    const payload = createPayload({ code: [{ name, code: text }], language: languageOf(file, language, interpreters) ?? language });
    return [{ language: payload.language, sources: payload.sources, files: {}, stdin: undefined }];
  } catch (error) {
    if (!isVitrineError(error)) throw error;
    throw misuse(`${file}: ${error.message}`, error.fix, error);
  }
}

/** The path, if there is a file. Throws INVALID_ARGUMENT. */
async function readablePath(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return file;
  throw misuse(`${file} could not be read: there is no such file.`, "Name the file of a WebAssembly module.");
}

/** The text of a file, or of standard input for "-". Throws INVALID_ARGUMENT. */
export async function readText(file: string): Promise<string> {
  if (file === "-") return textOf(process.stdin);
  try {
    if ((await stat(file)).isDirectory()) throw new Error("it is a folder");
    return await readFile(file, "utf8");
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : (cause as Error).message;
    throw misuse(`${file} could not be read: ${reason}.`, "Name a file that exists and that you may read.", cause);
  }
}

function programsOfReply(text: string, language: string, blocks: BlockMode): Program[] {
  const { markdown, files, stdin } = readReply(text);
  if (blocks === "together") {
    const payload = createPayload({ markdown, language, files });
    return [{ language: payload.language, sources: payload.sources, files, stdin }];
  }
  const above = text.slice(0, text.length - markdown.length).split("\n").length - 1;
  return blocksOf(markdown, language).map(({ code, line }, index) => {
    const name = `block ${index + 1}`;
    return { language, sources: [{ name, code }], files, stdin, block: { name, line: line + above } };
  });
}

/** The blocks that createPayload would take; of documentation those that show a Python prompt as well. */
function blocksOf(markdown: string, language: string): CodeBlock[] {
  const all = extractCode(markdown).filter(({ code }) => code.trim() !== "");
  const labelled = all.filter((block) => block.language === language || (language === "python" && block.language === "pycon"));
  if (labelled.length > 0) return labelled;
  const { sources } = createPayload({ markdown, language });
  return all.filter((block) => sources.some(({ name, code }) => name === block.name && code === block.code));
}

/** Whether text without a file name is Markdown: it has a fence, and before that no Python text that could contain one. */
function looksLikeReply(text: string): boolean {
  const fence = /^ {0,3}(?:```|~~~)/m.exec(text);
  return fence !== null && !/"""|'''/.test(text.slice(0, fence.index));
}
