import { existsSync } from "node:fs";
import { join } from "node:path";
import { chooseModel } from "./choose-model.ts";
import { createApp } from "./create-app.ts";
import { folders } from "./folders.ts";
import { listen } from "./listen.ts";

for (const folder of [folders.app, folders.playground]) {
  if (existsSync(join(folder, "index.html"))) continue;
  console.error("The pages are not built yet. Run: npx pnpm@12 -r run build");
  process.exit(1);
}
if (!existsSync(folders.assets)) console.warn("No .vitrine/assets: pages will fetch the runtime from the public CDN. Run: npx vitrine assets .vitrine/assets");

const model = chooseModel(process.env);
const port = Number(process.env.PORT ?? 3000);
const address = await listen(createApp({ model, log: console.log }), port);
console.log(`Vitrine's chat: ${address}/ (${model.scripted ? "scripted replies; set ANTHROPIC_API_KEY, OPENAI_API_KEY or OPENAI_BASE_URL for a model" : model.name})`);
console.log(`Playground: ${address}/playground/`);
console.log("This server passes text on and puts code into JSON and HTML. It runs none of it.");
