/** The full bundle, which the document loads as a classic script. */
interface PlotlyScript {
  newPlot(element: HTMLElement, data: unknown, layout: unknown): Promise<unknown>;
  purge(element: HTMLElement): void;
}

declare const Plotly: PlotlyScript;

/** Draws the JSON of a figure; resolves once Plotly says that it is drawn, which is after its event `plotly_afterplot`. */
export async function drawFigure(json: string, element: HTMLElement): Promise<void> {
  const { data, layout } = JSON.parse(json) as { data: unknown; layout: unknown };
  await Plotly.newPlot(element, data, layout);
}

/** Takes the drawing out of the page. */
export function eraseFigure(element: HTMLElement): void {
  Plotly.purge(element);
}
