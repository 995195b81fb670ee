import type { DebianRecipe } from "../sources/debian-wheel.ts";

/** What pandas styles tables with. */
export const jinja2: DebianRecipe = {
  name: "jinja2",
  version: "3.1.2",
  sha256: "8a0685feab66a1ef5735b7bfc11779410682985bc0b21e5ea21b0d7ead8f4b50",
  summary: "Templates",
  license: "BSD-3-Clause",
  requiresPython: ">=3.7",
  requires: ["MarkupSafe (>=2.0)"],
  deb: { package: "python3-jinja2", version: "3.1.2-1+deb12u3", sha256: "914e3a26742b488bca661dd12dc06198262c3a99b68f2f20ef7310aecdf82cae" },
  take: ["jinja2"],
};

/** Without its C part, which is for speed alone. */
export const markupsafe: DebianRecipe = {
  name: "markupsafe",
  version: "2.1.2",
  sha256: "c0e7b77e52558aa7b806bcebbb5d8ba56174084911b7044936e627d983bcb933",
  summary: "Text that is safe in markup",
  license: "BSD-3-Clause",
  requiresPython: ">=3.7",
  requires: [],
  deb: { package: "python3-markupsafe", version: "2.1.2-1+b1", sha256: "38310d680386db2d1b166be3ac839aa5bc7ead3de235466bd3e13a3ef4962601" },
  take: ["markupsafe"],
  skip: /_speedups/,
};
