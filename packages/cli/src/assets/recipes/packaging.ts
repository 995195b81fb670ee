import type { DebianRecipe } from "../sources/debian-wheel.ts";

export const packaging: DebianRecipe = {
  name: "packaging",
  version: "23.0",
  sha256: "109e178968ed8772e5633623f9f62832d73607feaefca25694e0e02b8ef7bdf3",
  summary: "Core utilities for Python packages",
  license: "BSD-2-Clause OR Apache-2.0",
  requiresPython: ">=3.7",
  requires: [],
  deb: {
    package: "python3-packaging",
    version: "23.0-1",
    sha256: "04adb9e09aa8ed5bd8e31d31143fb265c43dcbec70da19f21e37cbe44b0c32cf",
  },
  take: ["packaging"],
};
