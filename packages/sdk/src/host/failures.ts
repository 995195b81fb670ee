/** Every VitrineError that the host throws, in words. */
import { VitrineError } from "@vitrine/protocol";

export const invalidArgument = (what: string, fix: string, details: Record<string, unknown> = {}) =>
  new VitrineError({ code: "INVALID_ARGUMENT", message: what, fix, details });

export const insecureContext = () =>
  new VitrineError({
    code: "INSECURE_CONTEXT",
    message: "This page has no crypto.subtle, so the hashes of runtime files cannot be checked.",
    fix: "Serve the page over HTTPS, or from localhost.",
  });

export const frameBlocked = (ms: number, frameUrl: string | undefined, cause?: unknown) =>
  new VitrineError({
    code: "FRAME_BLOCKED",
    message: `The sealed frame did not answer within ${ms} ms${frameUrl ? ` (frameUrl ${frameUrl})` : ""}; most often the page's Content-Security-Policy blocks it.`,
    fix: frameUrl
      ? "Serve frame.html with its own Content-Security-Policy only, and allow its origin in the page's frame-src."
      : "Serve @vitrine/sandbox/frame.html as a file and pass its URL as `frameUrl`; see docs/embedding.md.",
    details: { frameUrl },
    cause,
  });

export const kernelFailed = (message: string) =>
  new VitrineError({ code: "KERNEL_FAILED", message: `The kernel frame could not prepare the runtime: ${message}`, fix: "Check that the browser has WebAssembly, and that the assets belong to this distribution." });

export const languageUnsupported = (language: string, languages: readonly string[]) =>
  new VitrineError({ code: "LANGUAGE_UNSUPPORTED", message: `No runtime of this sandbox runs ${JSON.stringify(language)}.`, fix: `Use one of: ${languages.join(", ")}.`, details: { language, languages } });

export const assetUnavailable = (path: string, tried: readonly string[]) =>
  new VitrineError({
    code: "ASSET_UNAVAILABLE",
    message: `${path} could not be fetched. Tried: ${tried.join("; ")}.`,
    fix: "Run `vitrine assets <dir>` and serve that directory as `assets`, or allow the CDN.",
    details: { path, tried },
  });

export const assetMismatch = (path: string, url: string, expected: string, actual: string) =>
  new VitrineError({
    code: "ASSET_HASH_MISMATCH",
    message: `${url} holds other bytes than ${path} is pinned to (SHA-256 ${expected}, got ${actual}).`,
    fix: "Gather the assets again with `vitrine assets <dir>`, and make sure that nothing rewrites them on the way.",
    details: { path, url, expected, actual },
  });

export const fileUnavailable = (path: string, url: string, reason: string, cause: unknown) =>
  new VitrineError({
    code: "FILE_UNAVAILABLE",
    message: `The file ${path} could not be fetched from ${url}: ${reason}.`,
    fix: "Check the URL and that its server allows this page by CORS, or pass the file's bytes.",
    details: { path, url },
    cause,
  });

export const disposed = (what: string) =>
  new VitrineError({ code: "DISPOSED", message: `This ${what} was disposed.`, fix: `Create a new ${what}.` });

export const viewFailed = (message: string, fix = "Show the output's text instead; `output.alt` describes it.") =>
  new VitrineError({ code: "VIEW_FAILED", message: `The view could not draw the output: ${message}`, fix });

export const viewLate = (what: string, ms: number) =>
  viewFailed(`${what} took longer than limits.drawMs (${ms} ms).`, "Draw less data, raise limits.drawMs, or show `output.alt`; view.dispose() takes the view away.");

export const viewLost = (why: string) => viewFailed(why, "Show the output again with sandbox.show(), or put view.element back and call view.update().");

export const outputUnsupported = (types: readonly string[]) =>
  new VitrineError({ code: "OUTPUT_UNSUPPORTED", message: `No renderer knows any of ${types.join(", ")}.`, fix: "Read the bundle yourself from `output.data`.", details: { types } });

export const outputLimit = (limit: string, what: string, most: number, fix: string, amount: number) =>
  new VitrineError({ code: "OUTPUT_LIMIT", message: `${what}; at most ${Math.floor(most)} are drawn here (limits.${limit}).`, fix, details: { limit, most, amount } });

export const tierTooLow = (type: string, tier: string) =>
  new VitrineError({
    code: "OUTPUT_UNSUPPORTED",
    message: `This output has nothing that the tier "${tier}" draws; its ${type} needs the tier "static".`,
    fix: 'Show it with `tier: "static"`, or show `output.alt`.',
    details: { type, tier },
  });
