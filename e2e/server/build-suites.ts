import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const e2e = fileURLToPath(new URL("../", import.meta.url));

/** Where suites stand. */
export const suiteFolders = ["conformance", "attacks"];

/** Names of a folder's suites: every TypeScript file that stands directly in it. */
export async function suiteNames(folder: string): Promise<string[]> {
  const files = await readdir(`${e2e}${folder}`);
  return files.filter((file) => file.endsWith(".ts")).map((file) => file.slice(0, -3)).toSorted();
}

/**
 * Suites bundled for the browser, kept in memory: file name under `/suites/` → content.
 * Not minified unless asked: suites send the text of their functions into frames, and failures show readable code.
 */
export async function buildSuites(names: string[], folders: string[], minify = false): Promise<Map<string, string | Uint8Array>> {
  const pathOf = (name: string) => folders.map((folder) => `${e2e}${folder}/${name}.ts`).find((path) => existsSync(path))!;
  const outputs = await build({
    configFile: false,
    root: e2e,
    base: "/suites/",
    logLevel: "warn",
    publicDir: false,
    // React then says what is wrong, and mounts twice in StrictMode.
    define: { "process.env.NODE_ENV": '"development"' },
    build: {
      write: false,
      minify,
      target: "es2023",
      modulePreload: false,
      rolldownOptions: {
        onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
        input: Object.fromEntries(names.map((name) => [name, pathOf(name)])),
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
