import { type Cut, mime, type Output, type RunResult, VitrineError } from "@vitrine/protocol";
import { allot, clip, plain } from "./clip.ts";
import { collapseLines } from "./collapse-lines.ts";
import type { ContentBlock } from "./content-block.ts";
import { describeError, describeOutput, describeStatus } from "./describe-run.ts";
import { imageBlock } from "./image-block.ts";
import { splitTraceback, tellsMore, withoutError } from "./split-traceback.ts";

export interface ModelContentOptions {
  /** Most UTF-16 units of text in all blocks together. At least 200. Default 4000. */
  maxChars?: number;
  /** Whether pictures come along as blocks, at most 4 of at most 3.5 MiB. Default false: they cost a model much more than their words. */
  images?: boolean;
  /** Pictures of outputs that are none themselves, such as figures: an output's id → PNG, as `sandbox.picture(output)` makes it. Taken where `images` is true. */
  pictures?: ReadonlyMap<string, Uint8Array>;
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
 * What a model should read of a run: status, error with its lines and fix, outputs in words, value, printed text with its middle cut out, files; then the pictures, if asked for.
 * One text block of at most `maxChars`, whatever the guest printed; the same for the same result. Pure; throws INVALID_ARGUMENT only.
 */
export function toModelContent(result: RunResult, { maxChars = 4000, images = false, pictures }: ModelContentOptions = {}): ContentBlock[] {
  if (!Number.isInteger(maxChars) || maxChars < 200) {
    throw new VitrineError({ code: "INVALID_ARGUMENT", message: `\`maxChars\` is ${maxChars}, not an integer of 200 or more.`, fix: "Pass an integer of 200 or more as `maxChars`.", details: { maxChars } });
  }
  const attached: ContentBlock[] = [];
  const handOn = (output: Output): string => (images ? attach(pictures?.get(output.id), output, attached) : "");
  const outputs = result.outputs.map((output, index) => `${index + 1}. ${describeOutput(output)}${handOn(output)}`);
  const error = result.error && describeError(result.error);
  const head = [describeStatus(result), ...(error ? [clip(plain(error.head), 100, 0)] : [])];
  const { frames, last } = result.error ? splitTraceback(result.error) : { frames: "", last: [] };
  const excerpt = result.error?.excerpt ?? "";
  const printed = (stream: "stdout" | "stderr", share: number, tail: number): Section => {
    const cut = result.cuts.find(({ what }) => what === stream);
    const body = collapseLines(withoutError(withTail(result[stream], cut), last));
    return { title: `${stream}${cut ? describePrinted(cut) : ""}:`, body: cut && body === "" ? "(nothing was kept)" : body, share, tail };
  };
  const sections: Section[] = [
    { title: "", body: error?.message ?? "", share: 0.13, tail: 0.3 },
    { title: "", body: excerpt, share: 0.09, tail: 0.5 },
    { title: "", body: error?.fix ?? "", share: 0.06, tail: 0 },
    { title: "traceback:", body: excerpt === "" || tellsMore(frames) ? frames : "", share: 0.1, tail: 0.8 },
    { title: "session:", body: result.lost?.reason ?? "", share: 0.03, tail: 0 },
    { title: "outputs shown to the reader:", body: outputs.join("\n"), share: 0.17, tail: 0.3 },
    { title: "value of the last expression:", body: isShown(result) ? "" : (result.value ?? ""), share: 0.05, tail: 0.3 },
    printed("stdout", 0.2, 0.5),
    printed("stderr", 0.08, 0.7),
    { title: "files written:", body: listFiles(result.files), share: 0.05, tail: 0 },
    { title: "", body: result.cuts.flatMap(({ what, message }) => (what === "stdout" || what === "stderr" ? [] : [message])).join("\n"), share: 0.03, tail: 0 },
  ];
  return [{ type: "text", text: fit(head, sections, maxChars) }, ...attached];
}

/** Whether the value is an output already. */
const isShown = ({ value, outputs }: RunResult): boolean => outputs.some(({ data }) => data[mime.text] === value);

const describePrinted = ({ limit, allowed, made }: Cut): string => ` (${made} bytes were printed; ${limit} keeps the first ${allowed})`;

/** What was kept, and the end of what was not. */
function withTail(kept: string, cut: Cut | undefined): string {
  return cut?.tail ? `${kept}\n… not kept …\n${cut.tail}` : kept;
}

/** Puts an output's picture into the list; says in words what became of it. */
function attach(picture: Uint8Array | undefined, { data }: Output, attached: ContentBlock[]): string {
  const block = imageBlock(picture ? { [mime.png]: picture } : data);
  if (block === null) return "";
  if (typeof block === "string") return ` (picture not attached: ${block})`;
  if (attached.length === maxImages) return ` (picture not attached: more than ${maxImages})`;
  attached.push(block);
  return ` (attached as picture ${attached.length})`;
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
