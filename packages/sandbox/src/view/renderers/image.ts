import { mime as types } from "@vitrine/protocol";
import type { ImageRequest, Renderer } from "./renderer.ts";

/** A picture in an `img`, where an SVG runs no script and loads nothing. The MIME type is ours, never sniffed from the bytes. */
export const renderImage: Renderer = async ({ root, data, mime, metadata, alt }) => {
  const source = typeof data === "string" ? data : (data as Uint8Array<ArrayBuffer>);
  const image = new Image();
  image.alt = alt;
  image.src = URL.createObjectURL(new Blob([source], { type: mime }));
  await image.decode();
  // Pictures for dense screens say how large they are to be.
  if (typeof metadata["width"] === "number") image.width = metadata["width"];
  if (typeof metadata["height"] === "number") image.height = metadata["height"];
  root.append(image);
  return {
    toImage: (request) => pictureOf(image, source, mime, request),
    dispose: () => URL.revokeObjectURL(image.src),
  };
};

async function pictureOf(image: HTMLImageElement, source: string | Uint8Array<ArrayBuffer>, type: string, { format, width, height, scale }: ImageRequest): Promise<ArrayBuffer | string> {
  if (format === "svg") {
    if (type === types.svg && typeof source === "string") return source;
    throw new Error(`a picture of type ${type} has no SVG form`);
  }
  if (type === types.png && !width && !height && typeof source !== "string") return source.slice().buffer;
  const canvas = new OffscreenCanvas((width || image.naturalWidth || 300) * scale, (height || image.naturalHeight || 150) * scale);
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return (await canvas.convertToBlob({ type: types.png })).arrayBuffer();
}
