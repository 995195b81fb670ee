export type { AssetRecord, AssetsJson, MissingAsset, Substitute } from "./assets-json.ts";
export { type AssetProgress, defaultPackages, gatherAssets, type GatherOptions, type GatherResult } from "./gather-assets.ts";
export { missingText } from "./unavailable.ts";
