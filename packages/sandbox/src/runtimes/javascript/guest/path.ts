/** Node's path, as on POSIX. */
function normalize(path: string): string {
  const absolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== ".." || !absolute) parts.push(part);
  }
  const joined = parts.join("/") + (path.endsWith("/") && parts.length > 0 ? "/" : "");
  return absolute ? `/${joined}` : joined || ".";
}

const strip = (path: string) => (path.length > 1 ? path.replace(/\/+$/, "") : path);

export const workingDirectory = "/work";

export function resolve(...paths: string[]): string {
  const last = paths.findLastIndex((path) => path.startsWith("/"));
  return strip(normalize((last < 0 ? [workingDirectory, ...paths] : paths.slice(last)).join("/")));
}

function dirname(path: string): string {
  const at = strip(path).lastIndexOf("/");
  return at < 0 ? "." : at === 0 ? "/" : path.slice(0, at);
}

function basename(path: string, suffix = ""): string {
  const name = strip(path).split("/").at(-1)!;
  return suffix !== "" && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}

function extname(path: string): string {
  const name = basename(path);
  const at = name.lastIndexOf(".");
  return at <= 0 ? "" : name.slice(at);
}

function relative(from: string, to: string): string {
  const [a, b] = [resolve(from), resolve(to)].map((path) => path.split("/").filter(Boolean)) as [string[], string[]];
  const shared = a.findIndex((part, index) => part !== b[index]);
  const common = shared < 0 ? a.length : shared;
  return [...a.slice(common).map(() => ".."), ...b.slice(common)].join("/");
}

function parse(path: string) {
  const [base, ext] = [basename(path), extname(path)];
  return { root: path.startsWith("/") ? "/" : "", dir: path.includes("/") ? dirname(path) : "", base, ext, name: base.slice(0, base.length - ext.length) };
}

export const path = {
  sep: "/",
  delimiter: ":",
  normalize,
  resolve,
  dirname,
  basename,
  extname,
  relative,
  parse,
  join: (...paths: string[]) => normalize(paths.filter(Boolean).join("/") || "."),
  isAbsolute: (given: string) => given.startsWith("/"),
  format: ({ dir, root = "", base, name = "", ext = "" }: { dir?: string; root?: string; base?: string; name?: string; ext?: string }) => `${dir ? `${dir}/` : root}${base ?? name + ext}`,
};
Object.assign(path, { posix: path });
