export type { AssetRecord, AssetsJson, MissingAsset, Substitute } from "./assets-json.ts";
export { type AssetProgress, defaultPackages, gatherAssets, type GatherOptions, type GatherResult } from "./gather-assets.ts";
export { readAssetsJson, writeAssetsJson } from "./assets-json.ts";
export { sha256 } from "./sha256.ts";
export { missingText } from "./unavailable.ts";
export { writeWhole } from "./write-whole.ts";
