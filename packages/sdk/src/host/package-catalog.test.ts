import type { PyodideDistribution } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { findDistribution } from "../distributions/index.ts";
import { PackageCatalog } from "./package-catalog.ts";

const locked = (name: string, depends: string[] = []) => ({ name, version: "1", file_name: `${name}-1.whl`, sha256: name.repeat(4), depends, imports: [name] });
const lock = JSON.stringify({ packages: { pandas: locked("pandas", ["numpy", "six"]), numpy: locked("numpy"), six: locked("six"), secret: locked("secret") } });
const distribution = { ...(findDistribution("pyodide-0.29") as PyodideDistribution), name: "d", packageBaseUrl: "https://cdn.test/" };
const six = { name: "six", version: "2", imports: ["six"], depends: [], wheel: { path: "wheels/six-2.whl", sha256: "22", size: 2 } };
const nothing = { paths: new Set<string>(), packages: [], images: [] };
const catalog = (policy: object = {}, house: ConstructorParameters<typeof PackageCatalog>[2] = nothing) => new PackageCatalog(distribution, { mode: "lock", ...policy }, house, lock);

describe("the merged lock", () => {
  test("holds the distribution's packages and what is pinned beside them", () => {
    expect(JSON.parse(catalog().lockText)).toMatchObject({
      packages: {
        numpy: { file_name: "numpy-1.whl" },
        plotly: { file_name: expect.stringMatching(/^https:\/\/files\.pythonhosted\.org\/.*plotly-.*\.whl$/), depends: expect.arrayContaining(["narwhals"]) },
      },
    });
  });

  test("takes the wheelhouse's package where it lacks the distribution's own file, and only there", () => {
    const stands = catalog({}, { paths: new Set(), packages: [six], images: [] });
    expect(stands.indexFile("six")).toEqual({ filename: "six-2.whl", url: "https://wheels.vitrine.invalid/six-2.whl", hashes: { sha256: "22" } });
    expect(stands.files.get("https://wheels.vitrine.invalid/six-2.whl")!.file.path).toBe("wheels/six-2.whl");
    const own = catalog({}, { paths: new Set(["d/six-1.whl"]), packages: [six], images: [] });
    expect(own.indexFile("six")!.url).toBe("https://cdn.test/six-1.whl");
  });
});

describe("R6: the policy", () => {
  test("mode none refuses everything", () => {
    expect(catalog({ mode: "none" }).denial("numpy")).toContain("mode is none");
    expect(catalog().denial("numpy")).toBeUndefined();
  });

  test("allow takes what the allowed need, and nothing else", () => {
    const { denial } = { denial: (name: string) => catalog({ allow: ["Pandas"] }).denial(name) };
    expect(["pandas", "numpy", "six"].map(denial)).toEqual([undefined, undefined, undefined]);
    expect(denial("secret")).toContain("does not list it");
  });

  test("deny wins over allow, however the name is written", () => {
    expect(catalog({ allow: ["pandas"], deny: ["NumPy"] }).denial("numpy")).toContain("deny lists it");
  });

  test("names what was meant, but never what is denied", () => {
    expect(catalog().nearest("numpi")).toEqual(["numpy"]);
    expect(catalog({ deny: ["numpy"] }).nearest("numpi")).toEqual([]);
    expect(catalog().nearest("entirely-different")).toEqual([]);
  });
});
