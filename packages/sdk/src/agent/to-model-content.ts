import { type RunResult, VitrineError } from "@vitrine/protocol";
import { allot, clip, plain } from "./clip.ts";
import type { ContentBlock } from "./content-block.ts";
import { describeError, describeOutput, describeStatus } from "./describe-run.ts";
import { imageBlock } from "./image-block.ts";

export interface ModelContentOptions {
  /** Most UTF-16 units of text in all blocks together. At least 200. Default 8000. */
  maxChars?: number;
  /** Whether pictures come along as blocks. Default true. */
  images?: boolean;
}

const maxImages = 4;
const maxFiles = 50;

interface Section {
  title: string;
  body: string;
  /** Of the budget, before what others leave over. All shares together are less than 1. */
  share: number;
  /** Share of the tail in what is kept: an error stands at the end of what was printed. */
  tail: number;
}

/**
 * What a model should read of a run: status, error with line and fix, outputs in words, printed text with its middle cut out, files;
 * then the pictures. One text block of at most `maxChars`, whatever the guest printed. Pure; throws INVALID_ARGUMENT only.
 */
export function toModelContent(result: RunResult, { maxChars = 8000, images = true }: ModelContentOptions = {}): ContentBlock[] {
  if (!Number.isInteger(maxChars) || maxChars < 200) {
    throw new VitrineError({ code: "INVALID_ARGUMENT", message: `\`maxChars\` is ${maxChars}, not an integer of 200 or more.`, fix: "Pass an integer of 200 or more as `maxChars`.", details: { maxChars } });
  }
  const pictures: ContentBlock[] = [];
  const outputs = result.outputs.map((output, index) => `${index + 1}. ${describeOutput(output)}${images ? handOn(output.data, pictures) : ""}`);
  const error = result.error && describeError(result.error);
  const head = [describeStatus(result), ...(error ? [clip(plain(error.head), 100, 0)] : [])];
  const sections: Section[] = [
    { title: "", body: error?.message ?? "", share: 0.14, tail: 0.3 },
    { title: "", body: error?.fix ?? "", share: 0.06, tail: 0 },
    { title: "traceback:", body: result.error?.traceback ?? "", share: 0.14, tail: 0.8 },
    { title: "outputs shown to the reader:", body: outputs.join("\n"), share: 0.2, tail: 0.3 },
    { title: "value of the last expression:", body: result.value ?? "", share: 0.06, tail: 0.3 },
    { title: "stdout:", body: result.stdout, share: 0.2, tail: 0.5 },
    { title: "stderr:", body: result.stderr, share: 0.08, tail: 0.7 },
    { title: "files written:", body: listFiles(result.files), share: 0.06, tail: 0 },
    { title: "", body: result.cuts.map(({ message }) => message).join("\n"), share: 0.04, tail: 0 },
  ];
  return [{ type: "text", text: fit(head, sections, maxChars) }, ...pictures];
}

/** Puts an output's picture into the list; says in words what became of it. */
function handOn(data: RunResult["outputs"][number]["data"], pictures: ContentBlock[]): string {
  const block = imageBlock(data);
  if (block === null) return "";
  if (typeof block === "string") return ` (picture not attached: ${block})`;
  if (pictures.length === maxImages) return ` (picture not attached: more than ${maxImages})`;
  pictures.push(block);
  return ` (attached as picture ${pictures.length})`;
}

function listFiles(files: RunResult["files"]): string {
  const named = files.slice(0, maxFiles).map(({ path, bytes }) => `${path} (${bytes.length} bytes)`);
  return [...named, ...(files.length > maxFiles ? [`and ${files.length - maxFiles} more`] : [])].join("\n");
}

/** The head, and the sections with something in them, each cut so that all fit. */
function fit(head: string[], sections: Section[], maxChars: number): string {
  const filled = sections.map((section) => ({ ...section, body: plain(section.body).trimEnd() })).filter(({ body }) => body !== "");
  const fixed = [...head, ...filled.map(({ title }) => title)].reduce((sum, line) => sum + line.length + 2, 0);
  const rooms = allot(Math.max(0, maxChars - fixed), filled.map(({ body, share }) => ({ length: body.length, share })));
  const lines = filled.flatMap(({ title, body, tail }, index) => [title, clip(body, rooms[index] ?? 0, tail)]);
  return clip([...head, ...lines].filter((line) => line !== "").join("\n"), maxChars);
}
