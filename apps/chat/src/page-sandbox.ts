import { LazySandbox } from "@vitrine/sdk/ui";

/** The page's one sandbox: opened when first wanted, shared by every run and every output. */
export const pageSandbox = new LazySandbox({ assets: "/assets/", frameUrl: "/vitrine/frame.html" });
