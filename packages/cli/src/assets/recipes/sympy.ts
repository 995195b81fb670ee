import type { DebianRecipe } from "../sources/debian-wheel.ts";

export const sympy: DebianRecipe = {
  name: "sympy",
  version: "1.11.1",
  sha256: "7f649b5e10710e5a60eb4f4f482decdeeb2b695548789c234ff8c92bd61c3cf5",
  summary: "Computer algebra system (CAS) in Python",
  license: "BSD-3-Clause",
  requiresPython: ">=3.8",
  requires: ["mpmath>=0.19"],
  deb: {
    package: "python3-sympy",
    version: "1.11.1-1",
    sha256: "b437232be31819aafd267ddf2132c16293ef75e02fd58b4ad31eee3ef1d5b49e",
  },
  take: ["sympy"],
  skip: /\/tests\//,
  patches: [
    {
      // Python 3.14 warns about `return` in `finally` when the module is first imported.
      file: "sympy/testing/runtests.py",
      find: `            os.environ["PYTHONHASHSEED"] = hash_seed
        return p.returncode`,
      replace: `            os.environ["PYTHONHASHSEED"] = hash_seed
    return p.returncode`,
    },
  ],
};

export const mpmath: DebianRecipe = {
  name: "mpmath",
  version: "1.2.1",
  sha256: "12eba72b6bc391384746b712a3ebf2cecd0182c975270591dd3ba00701e3a44b",
  summary: "Python library for arbitrary-precision floating-point arithmetic",
  license: "BSD-3-Clause",
  requiresPython: ">=3.6",
  requires: [],
  deb: {
    package: "python3-mpmath",
    version: "1.2.1-2",
    sha256: "2c219b63cbab11b27208ef4141c116cbb022dc1236e84981fadb46042f3ce235",
  },
  take: ["mpmath"],
  skip: /\/tests\//,
};
