import { LazySandbox } from "./lazy-sandbox.ts";

/** What a page's markup can say of a sandbox. */
export interface MarkupOptions {
  assets?: string | undefined;
  distribution?: string | undefined;
  frameUrl?: string | undefined;
}

const shared = new Map<string, LazySandbox>();

/** The page's one sandbox with these settings. It lives as long as the page. */
export function sharedSandbox({ assets, distribution, frameUrl }: MarkupOptions): LazySandbox {
  const options = { ...(assets && { assets }), ...(distribution && { distribution }), ...(frameUrl && { frameUrl }) };
  const key = JSON.stringify(options);
  let sandbox = shared.get(key);
  if (!sandbox) shared.set(key, (sandbox = new LazySandbox(options)));
  return sandbox;
}
