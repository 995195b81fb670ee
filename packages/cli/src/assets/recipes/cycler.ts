import type { DebianRecipe } from "../sources/debian-wheel.ts";

export const cycler: DebianRecipe = {
  name: "cycler",
  version: "0.11.0",
  sha256: "98b9e59238b3025588a23c9d642668c02df9f26222515b5a30494a307e76f5cf",
  summary: "Composable style cycles",
  license: "BSD-3-Clause",
  requiresPython: ">=3.6",
  requires: [],
  deb: {
    package: "python3-cycler",
    version: "0.11.0-1",
    sha256: "bf9aebf8a85022ce618fe498673cc01243dec5f08b5fb7447847c456a0684779",
  },
  take: ["cycler.py"],
};
