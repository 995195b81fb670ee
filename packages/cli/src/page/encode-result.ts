import type { MimeBundle, RunResult } from "@vitrine/sdk";

/** The result as JSON, bytes as base64. In parts, as a large one may not fit into one string. */
export async function encodeResult({ outputs, files, ...rest }: RunResult): Promise<Blob> {
  const parts = [JSON.stringify(rest).slice(0, -1), ',"outputs":['];
  for (const [index, output] of outputs.entries()) parts.push(index > 0 ? "," : "", JSON.stringify({ ...output, data: await encodeBundle(output.data) }));
  parts.push('],"files":[');
  for (const [index, { path, bytes }] of files.entries()) parts.push(index > 0 ? "," : "", JSON.stringify({ path, bytes: await base64(bytes) }));
  parts.push("]}");
  return new Blob(parts);
}

async function encodeBundle(data: MimeBundle): Promise<MimeBundle> {
  const entries = Object.entries(data).map(async ([type, value]) => [type, value instanceof Uint8Array ? await base64(value) : value] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** Uint8Array.prototype.toBase64 is newer than the browsers that this runs in. */
function base64(bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = reader.result as string;
      resolve(url.slice(url.indexOf(",") + 1));
    };
    reader.onerror = () => reject(reader.error!);
    reader.readAsDataURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  });
}
