import { type ErrorCode, VitrineError } from "@vitrine/protocol";

/** Everything that the server side throws. */
function failure(code: ErrorCode) {
  return (message: string, fix: string, details?: Record<string, unknown>) => new VitrineError({ code, message, fix, ...(details && { details }) });
}

const invalidArgument = failure("INVALID_ARGUMENT");

const shown = (value: unknown): string => (typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : `a value of type ${value === null ? "null" : typeof value}`);

export const notText = (option: string, value: unknown) =>
  invalidArgument(`\`${option}\` is ${shown(value)}, not text.`, `Pass a string as \`${option}\`.`, { option });

export const markdownTooLong = (length: number, max: number) =>
  invalidArgument(`The Markdown is ${length} characters long, more than ${max}.`, "Pass the program itself as `code`.", { length, max });

export const markdownOrCode = () => invalidArgument("createPayload needs either `markdown` or `code`.", "Pass the model's reply as `markdown`, or a program as `code`, not both.");

export const nothingToRun = (language: string, found: readonly string[]) =>
  invalidArgument(
    found.length === 0
      ? `There is no ${language} to run: the reply has no fenced block with code in it.`
      : `There is no ${language} to run: the reply's fenced blocks are ${found.join(", ")}.`,
    found.length === 0 ? `Put the code into a fenced block that starts with \`\`\`${language}.` : `Label the block \`\`\`${language}, or pass the \`language\` of the block to run.`,
    { language, found: [...found] },
  );

export const unusableInput = (reason: string, details: Record<string, unknown>) =>
  invalidArgument(reason.replace(/^The payload('s)?/, (_, own: string | undefined) => (own ? "createPayload's" : "What createPayload was given")), "Change or leave out that option.", details);

export const unusableUrl = (option: string, value: unknown) =>
  invalidArgument(
    `\`${option}\` is ${shown(value)}, which is not a plain http(s) URL or path.`,
    `Pass an absolute http(s) URL or a path as \`${option}\`, without spaces, quotes, backslashes, credentials and the like.`,
    { option },
  );

export const unusableOption = (option: string, value: unknown, expected: string) =>
  invalidArgument(`\`${option}\` is ${shown(value)}, not ${expected}.`, `Pass ${expected} as \`${option}\`, or leave it out.`, { option });
