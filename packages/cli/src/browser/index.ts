export { findChromium } from "./find-chromium.ts";
export { type LaunchOptions, launchChromium } from "./launch-chromium.ts";
