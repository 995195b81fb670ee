let sheet: CSSStyleSheet | undefined;

/** How a run looks: quiet, in the page's own font, light and dark. A constructed sheet needs no 'unsafe-inline' in the page's style-src. */
export function panelSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

const css = `
.vitrine { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--vitrine-gap, 12px); min-width: 0; --bad: var(--vitrine-bad, light-dark(#a62b21, #f29c92)); --warn: var(--vitrine-warn, light-dark(#8a5300, #e6b877)); --ground: var(--vitrine-raised, color-mix(in srgb, currentColor 6%, transparent)); --mono: var(--vitrine-mono, ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", Menlo, Consolas, monospace); }
.vitrine [hidden] { display: none; }
.vitrine-status { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 12px; min-height: 24px; font-size: 0.875em; }
.vitrine-status progress { inline-size: 120px; accent-color: var(--vitrine-accent, auto); }
.vitrine-bytes { font-variant-numeric: tabular-nums; }
.vitrine-timings:empty { display: none; }
.vitrine-timings summary { cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
.vitrine-timings dl { display: grid; grid-template-columns: max-content max-content; gap: 0 16px; margin: 4px 0 0; font-variant-numeric: tabular-nums; }
.vitrine-timings dd { margin: 0; text-align: end; }
.vitrine-files { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; list-style: none; font-size: 0.875em; }
.vitrine-files a { color: inherit; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) { .vitrine progress { display: none; } }
.vitrine-outputs { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; min-width: 0; }
.vitrine-outputs:empty, .vitrine-notes:empty, .vitrine-files:empty { display: none; }
.vitrine-output { min-width: 0; }
.vitrine-notes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; }
.vitrine pre { margin: 0; padding: 10px 12px; overflow: auto; max-block-size: 420px; border-radius: 6px; font: 13px/1.45 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; background: var(--ground); text-align: start; unicode-bidi: plaintext; }
.vitrine pre:focus-visible, .vitrine summary:focus-visible { outline: 2px solid var(--vitrine-accent, currentColor); outline-offset: 2px; }
.vitrine .vitrine-stderr { border-inline-start: 3px solid var(--warn); }
.vitrine-error { padding: 10px 12px; border-inline-start: 3px solid var(--bad); border-radius: 4px; background: color-mix(in srgb, var(--bad) 9%, transparent); overflow-wrap: anywhere; }
.vitrine p { margin: 0; }
/* In a page of another direction they keep their own. */
.vitrine p, .vitrine-phase { unicode-bidi: plaintext; text-align: start; }
.vitrine-fix, .vitrine-error details { margin-block-start: 6px !important; }
.vitrine-error pre { margin-block-start: 6px; }
@media (forced-colors: active) { .vitrine pre, .vitrine-error { border: 1px solid CanvasText; } }
`;
