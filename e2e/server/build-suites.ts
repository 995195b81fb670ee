import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const folderOf = (name: string) => fileURLToPath(new URL(`../${name}/`, import.meta.url));

/** Names of the suites: every TypeScript file that stands directly in `conformance/`. */
export async function suiteNames(): Promise<string[]> {
  const files = await readdir(folderOf("conformance"));
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3)).toSorted();
}

/** The suites of a folder of e2e bundled for the browser, kept in memory: file name under `/suites/` → content. */
export async function buildSuites(names: string[], folderName: string): Promise<Map<string, string | Uint8Array>> {
  const folder = folderOf(folderName);
  const outputs = await build({
    configFile: false,
    root: folder,
    base: "/suites/",
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      // Not minified: suites send the text of their functions into frames, and failures show readable code.
      minify: false,
      target: "es2023",
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, `${folder}${name}.ts`])),
        output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
      },
    },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const { output } of [outputs].flat() as { output: { fileName: string; code?: string; source?: string | Uint8Array }[] }[]) {
    for (const file of output) files.set(file.fileName, file.code ?? file.source ?? "");
  }
  return files;
}
