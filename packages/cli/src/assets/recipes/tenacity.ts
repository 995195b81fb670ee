import type { DebianRecipe } from "../sources/debian-wheel.ts";

/** What plotly 5 needs for retries. */
export const tenacity: DebianRecipe = {
  name: "tenacity",
  version: "8.2.1",
  sha256: "efea68b14e19e310efa60d2b0c373ab9ceaa78def028834664f01b4f88a8b5db",
  summary: "Retry code until it succeeds",
  license: "Apache-2.0",
  requiresPython: ">=3.6",
  requires: [],
  deb: {
    package: "python3-tenacity",
    version: "8.2.1-1",
    sha256: "9605daaa2e6e51a2872ae3eb22258812720f5d22f65b3cd3b236f7409d49c8eb",
  },
  take: ["tenacity"],
};
