import type { ZipCarrier } from "./zip-carrier.ts";

/** npm packages that carry wheels of the locks and of the package index. Adding one is an entry here. */
export const zipCarriers: readonly ZipCarrier[] = [
  {
    spec: "@rivet-dev/agentos-sidecar-linux-x64-gnu@0.2.21",
    sha256: "8d3605b998efbb7254e513ef5874cc8de2fe3406bbdadf828e8f95fb46da639f",
    entry: "package/agentos-sidecar",
    holds: [
      "467568ffe26c3aa5b53bad7a4722ebd91b0427cfd664efbe1b571530ded4a84b", // micropip 0.11.0, as on the package index
      "6eaab6a7bb658d71ebe702911a3deab715323642462eb41b65565ca6a7cc23f1", // numpy 2.2.5, as in the lock of Pyodide 0.29.3
      "5b1c0acfc8555be16057e8609e9eb7f279037c2469032bcc23e2a691380a50ae", // pandas 2.3.3, likewise
      "ddca13fc1046572701872b9517622b57f847c77eea4bf9fdc995256e6c82beaf", // python-dateutil 2.9.0.post0, likewise
      "5a9c9286f6c03a4d16ee4ced15d511097568e1e41329d3499b597ecd7f1d317e", // pytz 2025.2, likewise
      "1f715fc699e802b31e53290ead6c16a4d6a8da462a225d2e06097fce45ab70b9", // six 1.17.0, likewise
      "981153a64e25f12d547d3426c367a4857371575ee7ad18df2a6183ab0545b2a6", // click 8.3.1, as on the package index
    ],
  },
];
