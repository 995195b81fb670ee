import { stat } from "node:fs/promises";

/** Lets the browser keep a file and ask each time whether it is still the same. Its bytes are not hashed here: the page does that. */
export async function tagByTime(path: string, c: { header(name: string, value: string): void }): Promise<void> {
  const { size, mtimeMs } = await stat(path);
  c.header("etag", `W/"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`);
  c.header("cache-control", "no-cache");
}
