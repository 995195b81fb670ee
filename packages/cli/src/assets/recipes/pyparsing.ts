import type { DebianRecipe } from "../sources/debian-wheel.ts";

export const pyparsing: DebianRecipe = {
  name: "pyparsing",
  version: "3.0.9",
  sha256: "d22f012d1cb874e867dd6ad392a2577938f5551899a4697142d7f67744153a75",
  summary: "Classes and methods to define and execute parsing grammars",
  license: "MIT",
  requiresPython: ">=3.6.8",
  requires: [],
  deb: {
    package: "python3-pyparsing",
    version: "3.0.9-1",
    sha256: "891dcf12a125dcadbae7166ad8e9d1fd22a6f1bf431ca4bce9f810da30dcd472",
  },
  take: ["pyparsing"],
  patches: [
    {
      // Python 3.14 warns about `return` in `finally` when the module is first imported.
      file: "pyparsing/core.py",
      find: `        finally:
            return self.__class__.__name__ + ": " + retString`,
      replace: `        except Exception:
            pass
        return self.__class__.__name__ + ": " + retString`,
    },
  ],
};
