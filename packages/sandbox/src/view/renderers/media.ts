import type { Renderer } from "./renderer.ts";

/** Sound or film with the browser's own controls. The MIME type is the output's, never sniffed; it never starts by itself. */
export const renderMedia: Renderer = async ({ root, data, mime, alt }) => {
  const media = document.createElement(mime.startsWith("video/") ? "video" : "audio");
  const url = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type: mime }));
  media.controls = true;
  media.ariaLabel = alt;
  media.onerror = () => {
    const note = document.createElement("p");
    note.className = "note";
    note.textContent = `This browser cannot play ${mime}.`;
    media.replaceWith(note);
  };
  media.src = url;
  root.append(media);
  return { dispose: () => URL.revokeObjectURL(url) };
};
