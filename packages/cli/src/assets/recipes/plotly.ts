import type { DebianRecipe } from "../sources/debian-wheel.ts";
import { plotlyPatches } from "./plotly-patches.ts";

/** The last plotly.py that Debian's source tarball (5.4.1+dfsg) calls 5.4.0. Stands in where plotly 6 cannot be had. */
export const plotly: DebianRecipe = {
  name: "plotly",
  version: "5.4.0",
  sha256: "8b71e2a310d5a2b2989048a3a6b22128aa81acaf042a0264cf4cc4681088bcf7",
  summary: "An open-source, interactive data visualization library for Python",
  license: "MIT",
  requiresPython: ">=3.6",
  requires: ["tenacity>=6.2.0", "six"],
  deb: {
    package: "python3-plotly",
    version: "5.4.1+dfsg-1",
    sha256: "0762c588c42a94257e9f7cb84c5e8f25c38b7b1e0080704fddef9d292fe923d6",
  },
  take: ["plotly", "_plotly_utils", "_plotly_future_"],
  skip: /^plotly\/conftest\.py$/,
  // plotly.js itself stays out: 8.6 MB that only files saved by write_html would carry.
  data: {
    "usr/share/python3-plotly/templates": "plotly/package_data/templates",
    "usr/share/python3-plotly/datasets": "plotly/package_data/datasets",
  },
  add: {
    // All that plotly used of distutils, which Python 3.12 dropped.
    "_plotly_utils/loose_version.py": `import re


class LooseVersion:
    """A version as a list of its numbers and words, which compares like a list."""

    def __init__(self, text):
        self.vstring = text
        parts = re.findall(r"\\d+|[A-Za-z]+", text)
        self.version = [int(part) if part.isdigit() else part for part in parts]

    def __str__(self):
        return self.vstring

    def __lt__(self, other):
        return self.version < other.version

    def __ge__(self, other):
        return self.version >= other.version
`,
  },
  patches: plotlyPatches,
};
