/** The look of everything that is drawn here and not by Plotly: the system's own font and colours, light and dark. */
export function baseStyle(): HTMLStyleElement {
  const style = document.createElement("style");
  style.textContent = `
    html, body { height: auto; margin: 0; background: transparent; }
    body { font: 14px/1.45 system-ui, sans-serif; overflow-x: auto; }
    main { display: flow-root; color: CanvasText; }
    pre { margin: 0; padding: 8px 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    img { display: block; max-width: 100%; height: auto; }
    .scroll { max-height: 420px; overflow: auto; }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
    caption { caption-side: bottom; text-align: start; padding: 6px 0; opacity: 0.75; }
    th, td { padding: 4px 10px; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); text-align: start; white-space: nowrap; }
    thead th { font-weight: 600; }
    .tall thead th { position: sticky; top: 0; background: Canvas; }
    td.number, th.number { text-align: end; }
    td.missing { opacity: 0.5; }`;
  return style;
}
