import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findDistribution } from "../packages/sdk/dist/distributions/index.js";

/** Tells of a package whether this machine can have it: from the wheelhouse, or from the CDN where that answers. */
export async function packagesHere(base, distribution) {
  const path = join(base, ".vitrine/assets/assets.json");
  const files = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).files : [];
  const wheels = files.filter(({ path: file }) => file.endsWith(".whl") && [`${distribution}/`, "wheels/"].some((folder) => file.startsWith(folder)));
  const names = new Set(wheels.map(({ path: file }) => normalise(file.split("/").at(-1).split("-")[0])));
  const online = await reaches(findDistribution(distribution).files.loader.url);
  return (name) => online || names.has(normalise(name));
}

/** PEP 503. */
const normalise = (name) => name.toLowerCase().replace(/[-_.]+/g, "-");

async function reaches(url) {
  try {
    return (await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(4000) })).ok;
  } catch {
    return false;
  }
}
