/**
 * `vitrine.js`: the whole host in one module. Loaded by a page, it runs every payload that stands in it as
 * `<script type="application/json" data-vitrine>` (made by renderHtml and renderScript); imported, it also exports the SDK.
 */
import { mountAll } from "./mount-all.ts";

export * from "../host/index.ts";
export { mountProgram, type Mounted } from "./mount-program.ts";

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => void mountAll(document));
else void mountAll(document);
