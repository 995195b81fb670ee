/** Inputs that a reply brings along. */
export interface ReplyInputs {
  /** Path in the guest → text. */
  files: Record<string, string>;
  stdin: string | undefined;
}

export interface Reply extends ReplyInputs {
  /** The reply without its front matter. */
  markdown: string;
}

/**
 * Takes front matter off a reply: lines between two lines of three dashes, the first of them the reply's first line, that hold a JSON
 * object or YAML keys. Of a JSON object `files` and `stdin` are the program's inputs, also where they stand in its `expect`.
 */
export function readReply(text: string): Reply {
  const plain = { markdown: text, files: {}, stdin: undefined };
  const [whole, inside] = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?\n)?---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  if (whole === undefined) return plain;
  const json = parseObject(inside ?? "");
  // A reply may begin with a thematic break: then what follows is prose.
  if (json === undefined && !looksLikeYaml(inside ?? "")) return plain;
  return { markdown: text.slice(whole.length), ...inputsOf(json ?? {}) };
}

function inputsOf(front: Record<string, unknown>): ReplyInputs {
  const places = [front, front["expect"]].filter(isObject);
  const files = places.map((place) => place["files"]).find(isObject) ?? {};
  const stdin = places.map((place) => place["stdin"]).find((value) => typeof value === "string");
  return { files: Object.fromEntries(Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === "string")), stdin };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Every line is a key, part of the value before it, a list item, a comment or empty; and the first is a key. */
function looksLikeYaml(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const isKey = (line: string) => /^[\w"'][\w .\-"']*:(\s|$)/.test(line);
  return lines.length === 0 || (isKey(lines[0]!) && lines.every((line) => isKey(line) || /^(\s+|- )/.test(line)) && !/^\s*(```|~~~)/m.test(text));
}
