import type { Distribution, Manifest, RunInputs } from "@vitrine/protocol";
import type { ServedFile } from "./broker.ts";
import { sha256 } from "./sha256.ts";

/** What ran: hashes of code and inputs, versions, and every package file that the broker handed out. */
export async function manifestOf({ sources, module, directories, files, stdin, args, env, packages, seed, epoch, language, variables, functions }: RunInputs, distribution: Distribution, served: readonly ServedFile[]): Promise<Manifest> {
  const hashed = await Promise.all(files.map(async ({ path, bytes }) => [path, await sha256(bytes.slice().buffer)]));
  const sorted = (entries: [string, unknown][]) => entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  // What few runs have is hashed where it is there, so that the others' hashes stay what they were.
  const some = <T>(list: T[]) => (list.length > 0 ? list : null);
  const rest = Object.entries({ directories: directories && directories.map(({ path, readOnly }) => [path, readOnly]), variables: some(sorted(Object.entries(variables))), functions: some(functions.map(({ name, codeHash }) => [name, codeHash])) }).filter(([, list]) => list !== null);
  return {
    language,
    distribution: distribution.name,
    runtime: { [distribution.runtime]: distribution.version, ...("python" in distribution && { python: distribution.python }), ...("interpreter" in distribution && { module: distribution.files.module.sha256 }) },
    codeHash: await sha256(module ? module.slice().buffer : JSON.stringify(sources.map(({ name, code }) => [name, code]))),
    inputsHash: await sha256(JSON.stringify([sorted(hashed as [string, unknown][]), stdin, args, sorted(Object.entries(env)), [...packages].toSorted(), ...(rest.length > 0 ? [rest] : [])])),
    packages: [...new Map(served.map((file) => [file.file, file])).values()].toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    seed,
    ...(epoch !== null && { epoch }),
  };
}
