let sheet: CSSStyleSheet | undefined;

/** How the elements look around what the panel's sheet says. */
export function elementSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

const css = `
:host { display: block; min-width: 0; color: var(--vitrine-text, light-dark(#1f2226, #e9e7e3)); font-family: var(--vitrine-font, inherit); }
:host([hidden]) { display: none; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
.cell { border: 1px solid var(--vitrine-line, light-dark(#d6d2ca, #3a3f45)); border-radius: var(--vitrine-radius, 8px); background: var(--vitrine-surface, light-dark(#ffffff, #1c1e21)); overflow: hidden; --mono: var(--vitrine-mono, ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", Menlo, Consolas, monospace); }
.cell [hidden] { display: none; }
.header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding: 6px 8px 6px 14px; border-block-end: 1px solid var(--vitrine-line, light-dark(#d6d2ca, #3a3f45)); font-size: 0.8125em; }
:host(:dir(rtl)) .header { padding: 6px 14px 6px 8px; }
.language { font-family: var(--mono); }
.said { flex: 1; text-align: end; padding-inline: 8px; }
button { min-block-size: 28px; padding: 2px 10px; border: 1px solid transparent; border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer; }
button:hover { background: var(--vitrine-raised, light-dark(#f3f1ed, #2a2d31)); }
button:focus-visible, .code:focus-visible, .editor:focus-visible { outline: 2px solid var(--vitrine-accent, light-dark(#0f6b62, #6cc9bd)); outline-offset: -2px; }
button:disabled { opacity: 0.6; cursor: default; }
button[aria-pressed="true"] { background: var(--vitrine-raised, light-dark(#f3f1ed, #2a2d31)); }
.run-button, .stop-button { border-color: var(--vitrine-accent, light-dark(#0f6b62, #6cc9bd)); color: var(--vitrine-accent, light-dark(#0f6b62, #6cc9bd)); font-weight: 600; }
.code, .editor { display: block; box-sizing: border-box; inline-size: 100%; max-block-size: var(--vitrine-code-height, 420px); margin: 0; padding: 12px 14px; border: 0; overflow: auto; background: none; color: inherit; font: 13px/1.5 var(--mono); text-align: left; white-space: pre; tab-size: 4; }
.editor { resize: vertical; white-space: pre; }
.panel { padding: 12px 14px; border-block-start: 1px solid var(--vitrine-line, light-dark(#d6d2ca, #3a3f45)); }
.panel progress { accent-color: var(--vitrine-accent, light-dark(#0f6b62, #6cc9bd)); }
.panel:not(.busy) { display: none; }
@media (forced-colors: active) { button { border-color: ButtonText; } }
@media (prefers-reduced-motion: no-preference) { button { transition: background-color 0.12s; } }
`;
