import type { AssetFile, ExtraPackage } from "@vitrine/protocol";

/** The last micropip that both distributions run: the package index's own wheel (the locks repack it with other bytes). */
export const micropip: AssetFile = {
  path: "wheels/micropip-0.11.0-py3-none-any.whl",
  sha256: "467568ffe26c3aa5b53bad7a4722ebd91b0427cfd664efbe1b571530ded4a84b",
  size: 115411,
  url: "https://files.pythonhosted.org/packages/cd/54/ca4cf05534c71391c790d14abcdd007e961e773d8c40244c8328a63065cd/micropip-0.11.0-py3-none-any.whl",
};

/**
 * Pure Python packages that models reach for. Entries of one name are alternatives, best first, and the lock's own package
 * of that name comes before them all: use the first whose bytes can be had.
 */
export const extras: readonly ExtraPackage[] = [
  {
    name: "plotly",
    version: "6.5.2",
    imports: ["plotly"],
    wheel: {
      path: "wheels/plotly-6.5.2-py3-none-any.whl",
      sha256: "91757653bd9c550eeea2fa2404dba6b85d1e366d54804c340b2c874e5a7eb4a4",
      size: 9895973,
      url: "https://files.pythonhosted.org/packages/8a/67/f95b5460f127840310d2187f916cf0023b5875c0717fdf893f71e1325e87/plotly-6.5.2-py3-none-any.whl",
    },
  },
  {
    name: "plotly",
    version: "5.4.0",
    imports: ["plotly", "_plotly_utils", "_plotly_future_"],
    wheel: made("plotly-5.4.0", 9398386, "8b71e2a310d5a2b2989048a3a6b22128aa81acaf042a0264cf4cc4681088bcf7"),
  },
  {
    name: "tenacity",
    version: "8.2.1",
    imports: ["tenacity"],
    wheel: made("tenacity-8.2.1", 20931, "efea68b14e19e310efa60d2b0c373ab9ceaa78def028834664f01b4f88a8b5db"),
  },
  {
    name: "six",
    version: "1.17.0",
    imports: ["six"],
    wheel: {
      path: "wheels/six-1.17.0-py2.py3-none-any.whl",
      sha256: "1f715fc699e802b31e53290ead6c16a4d6a8da462a225d2e06097fce45ab70b9",
      size: 11050,
      url: "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/six-1.17.0-py2.py3-none-any.whl",
    },
  },
  {
    name: "sympy",
    version: "1.11.1",
    imports: ["sympy"],
    wheel: made("sympy-1.11.1", 4344518, "7f649b5e10710e5a60eb4f4f482decdeeb2b695548789c234ff8c92bd61c3cf5"),
  },
  {
    name: "mpmath",
    version: "1.2.1",
    imports: ["mpmath"],
    wheel: made("mpmath-1.2.1", 423033, "12eba72b6bc391384746b712a3ebf2cecd0182c975270591dd3ba00701e3a44b"),
  },
  {
    name: "networkx",
    version: "2.8.8",
    imports: ["networkx"],
    wheel: made("networkx-2.8.8", 938262, "c01c7fc062005b0820ca76ca578dcbef09c01c72ce707bb82387822957048c27"),
  },
];

/** A wheel that `vitrine assets` makes from a Debian package, the same bytes everywhere. No public place has it. */
function made(stem: string, size: number, sha256: string): AssetFile {
  const path = `wheels/${stem}-py3-none-any.whl`;
  // A host that never resolves (RFC 6761), so that the URL is a name and nothing else.
  return { path, sha256, size, url: `https://vitrine.invalid/${path}` };
}
