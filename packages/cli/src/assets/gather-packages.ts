import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PyodideDistribution } from "@vitrine/protocol";
import type { MissingAsset, Substitute } from "./assets-json.ts";
import type { Collector } from "./collector.ts";
import type { LockPackage } from "./lock.ts";
import { type StandIn, standIns as allStandIns } from "./stand-ins.ts";
import type { Attempt, WantedFile } from "./supplier.ts";
import { readWheelMetadata } from "./wheel-metadata.ts";

export interface PackagesWanted {
  directory: string;
  distribution: PyodideDistribution;
  lock: ReadonlyMap<string, LockPackage>;
  /** Normalised names. */
  names: readonly string[];
  collector: Collector;
  /** Replaced in tests. */
  standIns?: readonly StandIn[];
}

export interface PackagesGathered {
  missing: MissingAsset[];
  substitutes: Substitute[];
}

/** One wheel that would do for a package. */
interface Candidate {
  version: string;
  wheel: WantedFile;
  /** Normalised names of what it needs; undefined: the wheel says so itself. */
  depends: readonly string[] | undefined;
}

/**
 * Gathers packages for one distribution with all that they need: the lock's wheel, else the distribution's
 * extras, else what stands in for them.
 */
export async function gatherPackages(wanted: PackagesWanted): Promise<PackagesGathered> {
  const { directory, distribution, lock, names, collector, standIns = allStandIns } = wanted;
  const missing: MissingAsset[] = [];
  const substitutes: Substitute[] = [];
  const seen = new Set<string>();

  const gather = async (name: string, neededBy: string | undefined): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const candidates = candidatesFor(name, lock, [...distribution.extras, ...standIns]);
    const tried: Attempt[] = [];
    for (const candidate of candidates) {
      const answer = await collector.obtain(candidate.wheel);
      if (Array.isArray(answer)) {
        tried.push(...explain(candidate, answer));
        continue;
      }
      const best = candidates[0]?.version;
      if (best !== undefined && best !== candidate.version) {
        substitutes.push({ distribution: distribution.name, package: name, wanted: best, got: candidate.version });
      }
      const depends = candidate.depends ?? readWheelMetadata(await readFile(join(directory, candidate.wheel.path))).requires;
      for (const dependency of depends) await gather(dependency, name);
      return;
    }
    if (candidates.length === 0) {
      tried.push({ source: `lock of ${distribution.name}`, reason: "has no package of this name" });
      tried.push({ source: "packages pinned beside it", reason: "none has this name" });
    }
    missing.push({ distribution: distribution.name, package: name, ...(neededBy !== undefined && { neededBy }), tried });
  };

  for (const name of names) await gather(name, undefined);
  return { missing, substitutes };
}

function candidatesFor(name: string, lock: ReadonlyMap<string, LockPackage>, beside: readonly StandIn[]): Candidate[] {
  const others = beside.filter((candidate) => candidate.name === name);
  const locked = lock.get(name);
  return [...(locked ? [locked] : []), ...others.map(({ version, wheel }) => ({ version, wheel, depends: undefined }))];
}

/** The attempts with the wheel's name in front, so that alternatives can be told apart. */
function explain({ wheel }: Candidate, attempts: readonly Attempt[]): Attempt[] {
  const file = wheel.path.split("/").at(-1);
  return attempts.map(({ source, reason }) => ({ source: `${file} from ${source}`, reason }));
}
