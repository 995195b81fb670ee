import { mime } from "@vitrine/protocol";
import { renderImage } from "./image.ts";
import { renderPlotly } from "./plotly.ts";
import type { Renderer } from "./renderer.ts";
import { renderTable } from "./table.ts";
import { renderText } from "./text.ts";

/** Renderer by MIME type. Without prototype, as the key comes in a message. */
export const renderers: Record<string, Renderer> = Object.assign(Object.create(null) as Record<string, Renderer>, {
  [mime.plotly]: renderPlotly,
  [mime.table]: renderTable,
  [mime.svg]: renderImage,
  [mime.png]: renderImage,
  [mime.jpeg]: renderImage,
  [mime.webp]: renderImage,
  [mime.gif]: renderImage,
  [mime.json]: renderText,
  [mime.markdown]: renderText,
  [mime.text]: renderText,
});
