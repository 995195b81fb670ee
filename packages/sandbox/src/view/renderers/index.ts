import { mime, vegaMimes } from "@vitrine/protocol";
import { renderHtml } from "./html.ts";
import { renderImage } from "./image.ts";
import { renderLatex } from "./latex.ts";
import { renderMarkdown } from "./markdown.ts";
import { renderMedia } from "./media.ts";
import { renderPlotly } from "./plotly.ts";
import type { Renderer } from "./renderer.ts";
import { renderTable } from "./table.ts";
import { renderText } from "./text.ts";
import { renderVega } from "./vega.ts";

/** Renderer by MIME type. Without prototype, as the key comes in a message. */
const renderers: Record<string, Renderer> = Object.assign(Object.create(null) as Record<string, Renderer>, {
  [mime.plotly]: renderPlotly,
  ...Object.fromEntries(vegaMimes.map((type) => [type, renderVega])),
  [mime.table]: renderTable,
  [mime.html]: renderHtml,
  [mime.svg]: renderImage,
  [mime.png]: renderImage,
  [mime.jpeg]: renderImage,
  [mime.webp]: renderImage,
  [mime.gif]: renderImage,
  [mime.latex]: renderLatex,
  [mime.markdown]: renderMarkdown,
  [mime.json]: renderText,
  [mime.text]: renderText,
});

/** The renderer of a MIME type. Throws where there is none. */
export function rendererFor(type: string): Renderer {
  const found = renderers[type] ?? (/^(?:audio|video)\//.test(type) ? renderMedia : undefined);
  if (!found) throw new Error(`no renderer for ${type}`);
  return found;
}
