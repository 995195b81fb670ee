import { notText, unusableOption, unusableUrl } from "./failures.ts";
import { sdkVersion } from "./version.ts";
import { vitrineIntegrity } from "./vitrine-integrity.ts";

/** How a page finds Vitrine's browser side. Never taken from a model's reply. */
export interface EmbedOptions {
  /** Base URL or path of a directory that `vitrine assets` made. Default: vitrine.js of this version and the runtime from the public CDN. */
  assets?: string;
  /** Subresource integrity of vitrine.js, such as "sha384-…"; false: none. Default: that of this version's own, so that a page loads no other. */
  integrity?: string | false;
  /** URL of the frame document, for pages whose Content-Security-Policy srcdoc frames would inherit. */
  frameUrl?: string;
  /** Name of a distribution. Default: the host's default. */
  distribution?: string;
}

/** The attributes of the two script elements: the payload's and vitrine.js's. Throws INVALID_ARGUMENT. */
export interface EmbedAttributes {
  data: Record<string, string | undefined>;
  module: Record<string, string | undefined>;
}

export function embedAttributes({ assets, integrity = vitrineIntegrity ?? false, frameUrl, distribution }: EmbedOptions): EmbedAttributes {
  const base = assets === undefined ? undefined : directoryUrl(assets);
  if (frameUrl !== undefined) demandUrl("frameUrl", frameUrl);
  if (integrity !== false) demand("integrity", integrity, /^sha(?:256|384|512)-[A-Za-z0-9+/]{43,86}={0,2}$/, 'one hash such as "sha384-…"');
  demand("distribution", distribution, /^[a-z0-9][a-z0-9.-]{0,63}$/, "the name of a distribution");
  return {
    data: { type: "application/json", "data-vitrine": "", "data-assets": base, "data-frame-url": frameUrl, "data-distribution": distribution },
    module: { type: "module", src: base === undefined ? `https://cdn.jsdelivr.net/npm/@vitrine/sdk@${sdkVersion}/dist/vitrine.js` : `${base}vitrine.js`, integrity: integrity === false ? undefined : integrity },
  };
}

// No scheme but http(s), no "//host", no credentials. The last class leaves out everything that a URL parser drops or rewrites
// (spaces, control characters, backslashes), that ends an attribute, and that ends or widens a CSP source list ("; , ' *").
const plainUrl = /^(?:https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?=[/?#]|$)|(?!\/\/)(?![A-Za-z][A-Za-z0-9+.-]*:))[A-Za-z0-9._~:/?#@!$&()+=%[\]-]*$/i;

function demandUrl(option: string, value: unknown): asserts value is string {
  if (typeof value !== "string" || value === "" || value.length > 2000 || !plainUrl.test(value)) throw unusableUrl(option, value);
}

function directoryUrl(assets: string): string {
  demandUrl("assets", assets);
  if (/[?#]/.test(assets)) throw unusableUrl("assets", assets);
  return assets.endsWith("/") ? assets : `${assets}/`;
}

/** Checks an option that is text of a known form, where it is given. */
export function demand(option: string, value: unknown, pattern: RegExp, expected: string): void {
  if (value === undefined) return;
  if (typeof value !== "string") throw notText(option, value);
  if (!pattern.test(value)) throw unusableOption(option, value, expected);
}
