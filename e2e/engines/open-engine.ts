import { findBrowsers } from "../../scripts/find-browsers.mjs";
import type { Engine, EngineName } from "./engine.ts";
import { openFirefox } from "./firefox.ts";
import { openPlaywright } from "./playwright.ts";
import { openWebkit } from "./webkit.ts";

/** Starts the engine with whichever browser of its kind this machine has. */
export async function openEngine(name: EngineName): Promise<Engine> {
  const found = (await findBrowsers())[name];
  if (!found) throw new Error(`No ${name} is installed. Run: node scripts/ensure-browsers.mjs`);
  if (found.driver === "bidi") return openFirefox(found.executable);
  if (found.driver === "webdriver") return openWebkit(found.webdriver!, found.executable);
  return openPlaywright(name, found.executable);
}
