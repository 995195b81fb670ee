import { debianRecipes } from "./recipes/debian-recipes.ts";
import type { WantedFile } from "./supplier.ts";

/** A pure Python wheel that does for a package whose pinned wheel cannot be had. */
export interface StandIn {
  /** Normalised name (PEP 503). */
  name: string;
  version: string;
  wheel: WantedFile;
}

/** Asked for after the lock and the distribution's extras. Pages find them by assets.json. */
export const standIns: readonly StandIn[] = [
  {
    // The lock of 0.29.3 has these bytes; the lock of 314.0.7 packs the same release anew.
    name: "six",
    version: "1.17.0",
    wheel: {
      path: "wheels/six-1.17.0-py2.py3-none-any.whl",
      sha256: "1f715fc699e802b31e53290ead6c16a4d6a8da462a225d2e06097fce45ab70b9",
      url: "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/six-1.17.0-py2.py3-none-any.whl",
    },
  },
  ...debianRecipes.map(({ name, version, sha256 }) => ({
    name,
    version,
    wheel: { path: `wheels/${name}-${version}-py3-none-any.whl`, sha256 },
  })),
];
