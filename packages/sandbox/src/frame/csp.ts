/**
 * The Content-Security-Policy of the sealed documents: no network, no eval, scripts only from the document and its blobs.
 * `frame-src 'none'` in the shell keeps the document inside it from navigating anywhere; srcdoc still loads.
 * Measured in Chromium, Firefox and WebKit (e2e/conformance/README.md).
 */
export const sealedCsp = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  "worker-src blob:",
  "child-src blob:",
  "style-src 'unsafe-inline'",
  "img-src data: blob:",
  "font-src data:",
  "media-src data: blob:",
  "connect-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");
