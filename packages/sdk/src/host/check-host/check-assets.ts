import type { AssetFile, Distribution } from "@vitrine/protocol";
import { viewAssets } from "../../distributions/index.ts";
import type { AssetStore } from "../asset-store.ts";
import { type Fault } from "./host-report.ts";
import { originSource } from "./probe-frame.ts";
import { violationsDuring } from "./violations-during.ts";

/** Milliseconds for a server to begin an answer, and to end it. */
const patience = 15_000;

/** Whether the runtime's files can be fetched from where the sandbox would look, and are those that this version pins. Nothing large is fetched. */
export async function checkAssets({ base, cdn }: AssetStore, distributions: readonly Distribution[]): Promise<Fault | undefined> {
  const files = distributions.flatMap((distribution) => Object.values<AssetFile>(distribution.files));
  // One of each origin stands for the rest.
  const remote = [...new Map([...files, ...distributions.flatMap((one) => (one.runtime === "pyodide" ? one.extras.map(({ wheel }) => wheel) : []))].map(({ url }) => [new URL(url).origin, url])).values()];
  if (base === undefined) return firstFault(remote);
  const listed = await ask(`${base}assets.json`, "GET");
  if (!(listed instanceof Response)) return listed;
  const records = await listed.json().then(({ files: all }: { files: AssetFile[] }) => new Map(all.map(({ path, sha256 }) => [path, sha256]))).catch(() => undefined);
  if (!records) return { why: `${base}assets.json is not what vitrine assets writes.`, fix: "Run `vitrine assets <dir>` and serve that directory as `assets`." };
  const wanted = [...files, ...Object.values(viewAssets)];
  const stale = wanted.filter(({ path, sha256 }) => records.has(path) && records.get(path) !== sha256);
  if (stale.length > 0) return { why: `${base} holds files of another version of Vitrine: ${pathsOf(stale)}.`, fix: "Run `vitrine assets <dir>` of this version again." };
  const missing = wanted.filter(({ path }) => !records.has(path));
  if (missing.length > 0 && !cdn) return { why: `${base} lacks ${pathsOf(missing)}.`, fix: "Run `vitrine assets <dir>` again, or pass assets as { base, cdn: true }." };
  const here = files.filter(({ path }) => records.has(path)).map(({ path }) => base + path);
  return (await firstFault(here)) ?? (cdn ? firstFault(remote) : undefined);
}

const pathsOf = (files: readonly AssetFile[]) => files.map(({ path }) => path).join(", ");

async function firstFault(urls: readonly string[]): Promise<Fault | undefined> {
  for (const url of urls) {
    const answer = await ask(url, "HEAD");
    if (!(answer instanceof Response)) return answer;
  }
  return undefined;
}

async function ask(url: string, method: "GET" | "HEAD"): Promise<Response | Fault> {
  let response: Response | undefined;
  const refused = await violationsDuring(async () => {
    response = await fetch(url, { method, credentials: "same-origin", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(patience) });
  });
  if (refused.some(({ directive }) => directive === "connect-src")) return { why: `The page's Content-Security-Policy refuses requests to ${new URL(url).origin}.`, fix: `Add ${originSource(url)} to the page's connect-src.` };
  if (response?.ok) return response;
  if (response) return { why: `${url} answers with HTTP ${response.status}.`, fix: "Run `vitrine assets <dir>` and serve that directory as `assets`." };
  // What cannot be read but can be reached lacks CORS.
  const reached = await fetch(url, { method, mode: "no-cors", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(patience) }).then(
    () => true,
    () => false,
  );
  return reached
    ? { why: `${url} is reached, but this page may not read it.`, fix: `Send Access-Control-Allow-Origin: ${location.origin} with the assets.` }
    : { why: `${url} is not reached.`, fix: "Check the address and the network, or run `vitrine assets <dir>` and serve that directory as `assets`." };
}
