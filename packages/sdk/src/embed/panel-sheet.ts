let sheet: CSSStyleSheet | undefined;

/** How a mounted program looks: quiet, in the page's own font, light and dark. */
export function panelSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

const css = `
.vitrine { display: grid; gap: 12px; min-width: 0; }
.vitrine [hidden] { display: none; }
.vitrine-status { display: flex; align-items: center; gap: 12px; min-height: 24px; opacity: 0.8; }
.vitrine-status progress { inline-size: 140px; }
.vitrine-outputs { display: grid; gap: 16px; min-width: 0; }
.vitrine-outputs:empty { display: none; }
.vitrine-output { min-width: 0; }
.vitrine pre { margin: 0; padding: 10px 12px; overflow: auto; max-height: 420px; border-radius: 6px; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: color-mix(in srgb, currentColor 6%, transparent); }
.vitrine-stderr { border-inline-start: 3px solid #b26a00; }
.vitrine-error { padding: 10px 12px; border-inline-start: 3px solid #c62828; border-radius: 4px; background: color-mix(in srgb, #c62828 9%, transparent); overflow-wrap: anywhere; }
.vitrine-error p { margin: 6px 0 0; }
.vitrine-note { opacity: 0.75; }
`;
