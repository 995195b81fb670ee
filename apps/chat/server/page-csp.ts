/**
 * The Content-Security-Policy of the pages: everything from here, nothing inline, no eval, no blob scripts, no wasm.
 * What runs the model's code are frames of `/vitrine/frame.html`, a document with a policy of its own and an opaque origin.
 * `style` is one more source of styles, `styleAttributes` the sources of style attributes.
 */
export const pageCsp = (more: { style?: string; styleAttributes?: string } = {}) =>
  [
    "default-src 'self'",
    `style-src 'self' ${more.style ?? ""}`.trim(),
    ...(more.styleAttributes ? [`style-src-attr ${more.styleAttributes}`] : []),
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
