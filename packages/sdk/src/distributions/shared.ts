import type { AssetFile, ExtraPackage } from "@vitrine/protocol";

/** The last micropip that both distributions run. */
export const micropip: AssetFile = {
  path: "wheels/micropip-0.11.0-py3-none-any.whl",
  sha256: "0ae422514e45d068b8159eb8ec3b2c3f4cbce2e664e26cb81735dbe4af2377a1",
  size: 115177,
  url: "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/micropip-0.11.0-py3-none-any.whl",
};

/** Pure Python packages that models reach for and that the Pyodide lock lacks. */
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
];
