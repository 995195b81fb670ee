/** Tables, ours and those in HTML. Without weight of its own, so that a table's own styles win. */
export const tableStyle = `
    :where(table) { border-collapse: collapse; border: 0; font-variant-numeric: tabular-nums; }
    :where(caption) { caption-side: bottom; text-align: start; padding: 6px 0; opacity: 0.75; }
    :where(th, td) { padding: 4px 10px; border: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); text-align: start; vertical-align: top; white-space: nowrap; }
    :where(thead th) { font-weight: 600; vertical-align: bottom; }
    :where(td.number, th.number) { text-align: end; }`;

/** Formulas. The families are those that systems have; nothing is fetched. */
export const mathStyle = `
    math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "XITS Math", "Libertinus Math", "TeX Gyre Termes Math", "Noto Sans Math", "DejaVu Math TeX Gyre", math; font-size: 1.1em; }
    math[display="block"] { display: block math; margin: 0.6em 0; }
    .bad-math { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; }`;

/** Flowing content: HTML of the guest's and Markdown. */
export const contentStyle = `
    :where(h1, h2, h3, h4, h5, h6) { margin: 0.8em 0 0.3em; line-height: 1.25; }
    :where(h1) { font-size: 1.5em; } :where(h2) { font-size: 1.3em; } :where(h3) { font-size: 1.15em; } :where(h4, h5, h6) { font-size: 1em; }
    :where(p, ul, ol, pre, blockquote, table) { margin: 0.5em 0; }
    :where(ul, ol) { padding-inline-start: 1.6em; }
    :where(blockquote) { margin-inline: 0; padding-inline-start: 12px; border-inline-start: 3px solid color-mix(in srgb, currentColor 25%, transparent); }
    :where(code, pre, kbd, samp) { font: 13px/1.45 ui-monospace, monospace; }
    :where(pre, :not(pre) > code) { border-radius: 5px; background: color-mix(in srgb, currentColor 8%, transparent); }
    :where(pre) { padding: 8px 11px; overflow-x: auto; }
    :where(:not(pre) > code) { padding: 1px 4px; }
    :where(hr) { border: 0; border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
    :where(a) { color: LinkText; text-decoration: underline dotted; }
    :where(img, svg, video) { max-width: 100%; }
    :where(img, video) { height: auto; }
    :where(:host > :first-child, style + *) { margin-top: 0; }`;

/** The look of everything that is drawn here and not by Plotly: the system's own font and colours, light and dark. */
export function baseStyle(): HTMLStyleElement {
  const style = document.createElement("style");
  style.textContent = `
    html, body { height: auto; margin: 0; background: transparent; }
    body { font: 14px/1.45 system-ui, sans-serif; overflow-x: auto; }
    main { display: flow-root; position: relative; color: CanvasText; }
    /* What is drawn stays in its place: nothing in it, however it is positioned, covers a note. */
    .drawing { contain: layout paint; overflow-x: auto; }
    /* What the pointer does not meet, no browser prepares to open. */
    .drawing svg a { pointer-events: none; }
    .staged { position: absolute; inset: 0 0 auto; visibility: hidden; }
    .drawing > pre { margin: 0; padding: 8px 0; font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    .drawing > img { display: block; max-width: 100%; height: auto; }
    audio, video { display: block; max-width: 100%; }
    audio { width: min(100%, 420px); }
    .html { overflow-x: auto; overflow-wrap: anywhere; }
    .note { margin: 0 0 6px; font-size: 12.5px; opacity: 0.75; }
    .label { margin: 0 0 4px; }
    .scripted { display: block; box-sizing: border-box; width: 100%; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 4px; background: white; color-scheme: light; }
    .latex { padding: 4px 0; overflow-x: auto; white-space: pre-line; }
    .scroll { max-height: 420px; overflow: auto; }
    .tall thead th { position: sticky; top: 0; background: Canvas; }
    td.missing { opacity: 0.5; }
    th small { display: block; font-weight: 400; opacity: 0.65; }
    ${tableStyle}
    ${mathStyle}`;
  return style;
}
