import { type EmbeddedFile, mime, type Output, resultPath, type RunResult, savedBytesKey, vitrinePath } from "@vitrine/protocol";
import type { PinnedFile } from "./asset-store.ts";
import { chooseForm } from "./choose-form.ts";
import { distributionOf } from "./distribution-of.ts";
import { assetUnavailable, invalidArgument } from "./failures.ts";
import type { PackageCatalog } from "./package-catalog.ts";
import type { SandboxParts } from "./sandbox.ts";
import { librariesFor } from "./view-libraries.ts";

/** What a page that brings its files along is for. */
export type EmbedPurpose = "result" | "run" | "online";

/** See Sandbox.embed. */
export async function embedFiles(
  result: Pick<RunResult, "outputs" | "stdout" | "stderr" | "manifest">,
  purpose: EmbedPurpose,
  { store, distributions }: SandboxParts,
  catalog: () => Promise<PackageCatalog>,
): Promise<EmbeddedFile[]> {
  const pinned = purpose === "online" ? [] : librariesOf(result.outputs);
  const files: Promise<EmbeddedFile>[] = [moduleText().then((bytes) => embedded(vitrinePath, bytes))];
  if (purpose === "result") {
    const { outputs, stdout, stderr } = result;
    files.push(embedded(resultPath, JSON.stringify({ outputs: outputs.map(drawable), stdout, stderr }, bytesAsText)));
  }
  if (purpose === "run") {
    const distribution = distributionOf(result.manifest.language, distributions);
    // Another language's worker is a module beside vitrine.js, and a page from disk loads none.
    if (distribution.runtime !== "pyodide") throw invalidArgument(`A page that runs ${result.manifest.language} from disk cannot be made.`, 'Embed the result ("result"), or link to the runtime ("online").');
    const { wheelhouse, files: known } = await catalog();
    const used = new Set(result.manifest.packages.map(({ sha256 }) => sha256));
    const wheels = [...known.values()].map(({ file }) => file).filter(({ sha256 }) => used.has(sha256));
    pinned.push(...Object.values(distribution.files), ...wheels);
    const paths = new Set(wheels.map(({ path }) => path));
    const packages = wheelhouse.packages.filter(({ wheel }) => paths.has(wheel.path));
    files.push(embedded("assets.json", JSON.stringify({ vitrine: 1, files: pinned.map(({ path }) => ({ path })), packages })));
  }
  files.push(...pinned.map(async (file) => embedded(file.path, await store.load(file))));
  return Promise.all(files);

  async function moduleText(): Promise<Blob> {
    const url = `${store.base ?? ""}${vitrinePath}`;
    const response = store.base === undefined ? undefined : await fetch(url, { credentials: "same-origin", referrerPolicy: "no-referrer" });
    if (!response?.ok) throw assetUnavailable(vitrinePath, [store.base === undefined ? "no directory of assets" : `${url} (HTTP ${response?.status})`]);
    return response.blob();
  }
}

/** What draws the outputs; each file once. */
function librariesOf(outputs: readonly Output[]): PinnedFile[] {
  const found = new Map<string, PinnedFile>();
  for (const { data } of outputs) {
    const form = chooseForm(data, "static");
    for (const file of librariesFor(form.mime, data[form.mime]!, form.tier)) found.set(file.path, file);
  }
  return [...found.values()];
}

/** An output with the one form that is drawn, and its text. */
function drawable({ id, data, metadata, alt }: Output): Output {
  const { mime: drawn } = chooseForm(data, "static");
  return { id, data: { [drawn]: data[drawn]!, ...(data[mime.text] !== undefined && { [mime.text]: data[mime.text]! }) }, metadata, alt };
}

const bytesAsText = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? { [savedBytesKey]: base64(value) } : value);

async function embedded(path: string, content: Blob | string): Promise<EmbeddedFile> {
  const packed = new Blob([content]).stream().pipeThrough(new CompressionStream("gzip"));
  return { path, data: base64(new Uint8Array(await new Response(packed).arrayBuffer())) };
}

function base64(bytes: Uint8Array): string {
  const native = (bytes as { toBase64?: () => string }).toBase64;
  if (native) return native.call(bytes);
  // As many as one call takes arguments, and a multiple of three, so that the parts can be joined.
  const step = 3 * 8192;
  let text = "";
  for (let at = 0; at < bytes.length; at += step) text += btoa(String.fromCharCode(...bytes.subarray(at, at + step)));
  return text;
}
