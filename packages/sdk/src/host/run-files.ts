import { defaultLimits, type RunInputs } from "@vitrine/protocol";
import { fileUnavailable, invalidArgument } from "./failures.ts";

/** What an embedder may give as a file's content. What is given by URL is fetched when the run starts: http and https, without credentials. */
export type FileContent = string | Uint8Array | ArrayBuffer | Blob | URL | { url: string | URL };

/** A file: its content, or that and whether the program may change it. */
export type FileInput = FileContent | { content: FileContent; readOnly?: boolean };

type RunFile = RunInputs["files"][number];

/** Folders of the runtime itself. */
const closedFolders = new Set(["dev", "lib", "proc", "vitrine"]);

/** Reads files into bytes; what comes from URLs is at most `fileBytes` together. With `folders`, a path that ends with a slash is an empty folder. Throws INVALID_ARGUMENT or FILE_UNAVAILABLE. */
export async function readFiles(files: Record<string, FileInput>, fileBytes = defaultLimits.fileBytes, folders = false): Promise<RunFile[]> {
  const paths = Object.keys(files).map((path) => (folders && path.endsWith("/") ? `${readPath(path.replace(/\/+$/, ""))}/` : readPath(path)));
  for (const path of paths) {
    if (paths.filter((other) => other === path).length > 1) throw invalidArgument(`Two files are called ${path}.`, "Give each file a path of its own.", { path });
    const inside = paths.find((other) => other.startsWith(`${path}/`));
    if (inside !== undefined) throw invalidArgument(`${path} is a file and the folder of ${inside}.`, "Give each file a path of its own.", { path });
  }
  const room = { bytes: fileBytes, limit: fileBytes };
  return Promise.all(
    Object.values(files).map(async (input, index) => {
      const path = paths[index]!;
      const { content, readOnly = false, ...unknown } = isOptions(input) ? input : { content: input };
      if (Object.keys(unknown).length > 0 || typeof readOnly !== "boolean") throw invalidArgument(`The file ${path} has options that do not exist.`, "Pass { content, readOnly }.", { path });
      return { path, bytes: await bytesOf(path, content, room), readOnly };
    }),
  );
}

const isPlain = (value: unknown): value is object => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isOptions = (input: FileInput): input is Extract<FileInput, { content: unknown }> => isPlain(input) && "content" in input;

/** The path without empty and `.` segments. */
function readPath(path: string): string {
  const refuse = (why: string) => invalidArgument(`The file path ${JSON.stringify(path)} ${why}.`, "Name a file in the working directory, such as data/sales.csv, or by an absolute path outside the runtime's own folders.", { path });
  if (!path.isWellFormed() || /\p{Cc}|\\/u.test(path)) throw refuse("has characters that no path may have");
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.includes("..")) throw refuse("has a .. segment");
  if (segments.length === 0 || path.endsWith("/")) throw refuse("names no file");
  if (path.length > 1024 || segments.some((segment) => new TextEncoder().encode(segment).length > 255)) throw refuse("is too long (1024 characters, 255 bytes a segment)");
  if (path.startsWith("/") && (segments.length === 1 || closedFolders.has(segments[0]!))) throw refuse("lies in a folder of the runtime");
  return `${path.startsWith("/") ? "/" : ""}${segments.join("/")}`;
}

async function bytesOf(path: string, content: FileContent, room: { bytes: number; limit: number }): Promise<Uint8Array> {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer());
  // Copied: the caller keeps its bytes, and may change them.
  if (content instanceof ArrayBuffer) return new Uint8Array(content.slice(0));
  if (ArrayBuffer.isView(content)) return new Uint8Array(content);
  if (content instanceof URL) return fetchFile(path, content.href, room);
  if (isPlain(content) && (typeof content.url === "string" || content.url instanceof URL)) return fetchFile(path, String(content.url), room);
  throw invalidArgument(`The file ${path} is neither text, bytes, a Blob nor a URL.`, "Pass text, a Uint8Array, a Blob or File, a URL, or { content, readOnly }.", { path });
}

async function fetchFile(path: string, given: string, room: { bytes: number; limit: number }): Promise<Uint8Array> {
  const url = URL.parse(given, document.baseURI);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw invalidArgument(`The file ${path} cannot be fetched from ${given}.`, "Pass an http or https URL without user name and password.", { path });
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  try {
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader!.read()) {
      room.bytes -= part.value.byteLength;
      if (room.bytes < 0) {
        void reader!.cancel().catch(() => {});
        throw new Error(`more than limits.fileBytes (${room.limit})`);
      }
      chunks.push(part.value);
    }
  } catch (error) {
    throw fileUnavailable(path, url.href, error instanceof Error ? error.message : String(error), error);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
