import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type AssetFile, type HousedImage, VitrineError } from "@vitrine/protocol";
import { distributions, findDistribution } from "@vitrine/sdk/distributions";
import { type GatherResult, readAssetsJson, sha256, writeAssetsJson, writeWhole } from "../assets/index.ts";
import { HeadlessPages } from "../run/headless-pages.ts";

export interface MakeImagesOptions {
  /** The assets directory, as it was gathered. */
  result: GatherResult;
  /** Names of distributions. Default: all that run Python. */
  distributions: readonly string[] | undefined;
  /** Packages that the images hold. */
  packages: readonly string[];
  /** Path of a Chromium. */
  browser: string | undefined;
  signal: AbortSignal;
  say: (text: string) => void;
}

const compress = promisify(gzip);

/**
 * Makes images in a headless Chromium that loads the directory, puts them there, and lists them in assets.json. A package that the directory lacks is left out. Throws
 * INVALID_ARGUMENT, ASSET_UNAVAILABLE.
 */
export async function makeImages({ result, packages, browser, signal, say, ...options }: MakeImagesOptions): Promise<void> {
  const { directory, missing } = result;
  const pages = new HeadlessPages({ assets: { folder: directory }, cdnProbe: Object.values<AssetFile>(findDistribution("pyodide-0.29").files)[0]!.url, executable: browser, onWarning: say });
  const scratch = await mkdtemp(join(tmpdir(), "vitrine-images-"));
  const end = () => void pages.close();
  signal.addEventListener("abort", end);
  try {
    for (const { name, runtime } of distributions) {
      if (runtime !== "pyodide" || (options.distributions && !options.distributions.includes(name))) continue;
      const held = packages.filter((each) => !missing.some((lack) => lack.distribution === name && (lack.package === each || lack.neededBy === each)));
      say(`Making images for ${name} with ${held.join(", ") || "no packages"} …`);
      for (const { file, kind } of await makeFor(name, held, directory, scratch, pages)) say(`      ${file.path}  (${kind})  ${(file.size / 1e6).toFixed(1)} MB`);
    }
  } finally {
    signal.removeEventListener("abort", end);
    await pages.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function makeFor(distribution: string, packages: string[], directory: string, scratch: string, pages: HeadlessPages): Promise<HousedImage[]> {
  const page = await pages.open({ distribution, language: "python", limits: {}, images: true, session: null });
  if (!("images" in page)) throw failed(distribution, page);
  const made = await page.images(packages, { offered: new Map(), accept: (name) => join(scratch, name) }, randomUUID());
  await page.close();
  if (!("images" in made)) throw failed(distribution, made);
  const images: HousedImage[] = [];
  for (const [index, image] of made.images.entries()) {
    const bytes = await compress(await readFile(join(scratch, `image-${index}`)));
    // No name that makes servers say that it is compressed: what undoes it is the page.
    const path = `images/${distribution}-${image.kind}-${image.key.slice(0, 8)}.image`;
    await writeWhole(directory, path, bytes);
    images.push({ ...image, file: { path, sha256: sha256(bytes), size: bytes.length } });
  }
  const assets = (await readAssetsJson(directory))!;
  const earlier = assets.images.filter((each) => each.distribution === distribution).map(({ file }) => file.path);
  const paths = new Set([...earlier, ...images.map(({ file }) => file.path)]);
  for (const path of earlier) if (!images.some(({ file }) => file.path === path)) await rm(join(directory, path), { force: true });
  await writeAssetsJson(directory, {
    ...assets,
    files: [...assets.files.filter(({ path }) => !paths.has(path)), ...images.map(({ file }) => ({ ...file, source: "made here" }))],
    images: [...assets.images.filter((each) => each.distribution !== distribution), ...images],
  });
  return images;
}

function failed(distribution: string, why: { failure: { code: VitrineError["code"]; message: string; fix: string } } | { lost: string }): VitrineError {
  if ("failure" in why) return new VitrineError(why.failure);
  return new VitrineError({ code: "KERNEL_FAILED", message: `No image was made for ${distribution}: ${why.lost}`, fix: "Run it again; name another browser by --browser PATH." });
}
