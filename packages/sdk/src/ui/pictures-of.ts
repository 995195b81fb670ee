import type { Output, Sandbox } from "../host/index.ts";

const figure = /^application\/vnd\.(?:plotly|vega)/;

/** Pictures of the figures among the outputs, at most 4 of 640 × 400 pixels: an output's id → PNG. For `toModelContent`. What cannot be drawn is left out. */
export async function picturesOf(sandbox: Sandbox, outputs: readonly Output[]): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  const figures = outputs.filter(({ data }) => Object.keys(data).some((mime) => figure.test(mime)) && !Object.hasOwn(data, "image/png")).slice(0, 4);
  for (const output of figures) {
    const picture = await pictureOf(sandbox, output).catch(() => undefined);
    if (picture) pictures.set(output.id, picture);
  }
  return pictures;
}

async function pictureOf(sandbox: Sandbox, output: Output): Promise<Uint8Array> {
  const place = document.createElement("div");
  // Drawn beside the page: what is hidden has no size.
  place.style.cssText = "position: fixed; top: 0; left: -10000px; width: 640px; height: 400px; overflow: hidden; color-scheme: light;";
  place.ariaHidden = "true";
  place.inert = true;
  document.body.append(place);
  try {
    const view = await sandbox.show(output, place, { theme: "light" });
    try {
      return new Uint8Array(await (await view.toImage({ format: "png", width: 640, height: 400, scale: 1 })).arrayBuffer());
    } finally {
      view.dispose();
    }
  } finally {
    place.remove();
  }
}
