import { expect, test } from "vitest";
import { unavailable } from "./unavailable.ts";

const scipy = {
  distribution: "pyodide-0.29",
  package: "scipy",
  tried: [
    { source: "scipy-1.14.1.whl from cdn.example", reason: "not reachable (ENOTFOUND)" },
    { source: "scipy-1.14.1.whl from npm and Debian", reason: "no package there is known to hold it" },
  ],
};

test("names the package, the distribution, and each source with its reason", () => {
  const error = unavailable([], [{ ...scipy, neededBy: "demo" }]);
  expect(error.code).toBe("ASSET_UNAVAILABLE");
  expect(error.message).toBe(
    [
      "No source has what was asked for.",
      "scipy for pyodide-0.29, which demo needs:",
      "  scipy-1.14.1.whl from cdn.example: not reachable (ENOTFOUND)",
      "  scipy-1.14.1.whl from npm and Debian: no package there is known to hold it",
    ].join("\n"),
  );
  expect(error.fix).toBe("Run vitrine assets again where one of these sources can be reached, or leave these packages out.");
});

test("asks for another name when no lock has the package", () => {
  const unknown = { ...scipy, package: "scippy", tried: [{ source: "lock of pyodide-0.29", reason: "has no package of this name" }] };
  expect(unavailable([], [scipy, unknown]).fix).toBe("Correct the package name (scippy), or leave it out.");
});

test("does not offer to leave out what cannot be left out", () => {
  expect(unavailable([{ path: "plotly/x.js", sha256: "", tried: [] }], []).fix).not.toContain("leave");
});
