import { readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { AssetRecord } from "./assets-json.ts";
import { sha256 } from "./sha256.ts";
import { normalizeName, readWheelMetadata } from "./wheel-metadata.ts";
import { writeWhole } from "./write-whole.ts";

/** A file of a project's page (PEP 691). */
interface IndexFile {
  filename: string;
  url: string;
  hashes: { sha256: string };
  size: number;
  "requires-python"?: string;
  "core-metadata": false;
}

/**
 * Writes simple/: an index of the wheels in wheels/, as JSON (PEP 691, `index.json`) and as HTML (PEP 503, `index.html`,
 * which pip reads from any static file server). Gives the records of the files of the index.
 */
export async function writeSimpleIndex(directory: string): Promise<AssetRecord[]> {
  for (;;) {
    const names = await wheelNames(directory);
    const records = await writeIndexOf(directory, names);
    // A concurrent run that added a wheel meanwhile may have written its index before ours.
    if ((await wheelNames(directory)).join() === names.join()) return records;
  }
}

async function wheelNames(directory: string): Promise<string[]> {
  const names = await readdir(join(directory, "wheels")).catch(() => []);
  return names.filter((name) => name.endsWith(".whl")).toSorted();
}

async function writeIndexOf(directory: string, filenames: readonly string[]): Promise<AssetRecord[]> {
  const projects = new Map<string, IndexFile[]>();
  for (const filename of filenames) {
    const bytes = await readFile(join(directory, "wheels", filename));
    const { requiresPython } = readWheelMetadata(bytes);
    const name = normalizeName(filename.split("-", 1)[0] ?? filename);
    projects.set(name, [
      ...(projects.get(name) ?? []),
      {
        filename,
        url: `../../wheels/${encodeURIComponent(filename)}`,
        hashes: { sha256: sha256(bytes) },
        size: bytes.length,
        ...(requiresPython !== undefined && { "requires-python": requiresPython }),
        "core-metadata": false,
      },
    ]);
  }
  const names = [...projects.keys()].toSorted();
  const records = [
    await writeJson(directory, "simple/index.json", { meta, projects: names.map((name) => ({ name })) }),
    await writeText(directory, "simple/index.html", page("Simple index", names.map((name) => link(`${name}/`, name)))),
  ];
  for (const name of names) {
    const files = projects.get(name) ?? [];
    const versions = [...new Set(files.map(({ filename }) => filename.split("-")[1] ?? ""))];
    const links = files.map((file) => link(`${file.url}#sha256=${file.hashes.sha256}`, file.filename, file["requires-python"]));
    records.push(await writeJson(directory, `simple/${name}/index.json`, { meta, name, versions, files }));
    records.push(await writeText(directory, `simple/${name}/index.html`, page(`Links for ${name}`, links)));
  }
  await removeOtherProjects(directory, names);
  return records;
}

/** Takes away the pages of projects whose last wheel is gone. */
async function removeOtherProjects(directory: string, names: readonly string[]): Promise<void> {
  const entries = await readdir(join(directory, "simple"), { withFileTypes: true });
  const others = entries.filter((entry) => entry.isDirectory() && !names.includes(entry.name));
  await Promise.all(others.map(({ name }) => rm(join(directory, "simple", name), { recursive: true, force: true })));
}

/** PEP 700 adds `versions` and `size`. */
const meta = { "api-version": "1.1" };

function link(href: string, text: string, requiresPython?: string): string {
  const attribute = requiresPython === undefined ? "" : ` data-requires-python="${escape(requiresPython)}"`;
  return `<a href="${escape(href)}"${attribute}>${escape(text)}</a><br>`;
}

function page(title: string, links: readonly string[]): string {
  const head = `<meta charset="utf-8">\n<meta name="pypi:repository-version" content="1.1">\n<title>${escape(title)}</title>`;
  return `<!DOCTYPE html>\n<html>\n<head>\n${head}\n</head>\n<body>\n${links.join("\n")}\n</body>\n</html>\n`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function writeJson(directory: string, path: string, content: unknown): Promise<AssetRecord> {
  return writeText(directory, path, `${JSON.stringify(content, null, 2)}\n`);
}

async function writeText(directory: string, path: string, text: string): Promise<AssetRecord> {
  const present = await readFile(join(directory, path), "utf8").catch(() => undefined);
  if (present !== text) await writeWhole(directory, path, text);
  return { path, sha256: sha256(text), size: Buffer.byteLength(text), source: "made here" };
}
