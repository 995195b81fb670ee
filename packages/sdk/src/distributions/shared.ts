import type { ExtraPackage } from "@vitrine/protocol";

/** Pure Python packages that models reach for and that the Pyodide locks lack, or have in other bytes. */
export const extras: readonly ExtraPackage[] = [
  // The package index's own wheel of the last micropip that both distributions run: the locks repack it with other bytes.
  {
    name: "micropip",
    version: "0.11.0",
    imports: ["micropip"],
    depends: [],
    wheel: {
      path: "wheels/micropip-0.11.0-py3-none-any.whl",
      sha256: "467568ffe26c3aa5b53bad7a4722ebd91b0427cfd664efbe1b571530ded4a84b",
      size: 115411,
      url: "https://files.pythonhosted.org/packages/cd/54/ca4cf05534c71391c790d14abcdd007e961e773d8c40244c8328a63065cd/micropip-0.11.0-py3-none-any.whl",
    },
  },
  {
    name: "plotly",
    version: "6.5.2",
    imports: ["plotly"],
    depends: ["narwhals", "packaging"],
    wheel: {
      path: "wheels/plotly-6.5.2-py3-none-any.whl",
      sha256: "91757653bd9c550eeea2fa2404dba6b85d1e366d54804c340b2c874e5a7eb4a4",
      size: 9895973,
      url: "https://files.pythonhosted.org/packages/8a/67/f95b5460f127840310d2187f916cf0023b5875c0717fdf893f71e1325e87/plotly-6.5.2-py3-none-any.whl",
    },
  },
];
