import type { OutputFile } from "../host/index.ts";
import { element } from "./element.ts";

/** The files that a run wrote, as links that save them. */
export class FileLinks {
  readonly element = element("ul", "files");
  #shown: readonly OutputFile[] = [];
  #urls: string[] = [];

  constructor() {
    this.element.ariaLabel = "Files";
  }

  show(files: readonly OutputFile[]): void {
    if (files === this.#shown || files.length + this.#shown.length === 0) return;
    this.#shown = files;
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
    this.element.replaceChildren(...files.map((file) => element("li", "", this.#link(file))));
  }

  #link({ path, bytes }: OutputFile): HTMLAnchorElement {
    // Without a type nothing but saving comes of it.
    const url = URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type: "application/octet-stream" }));
    this.#urls.push(url);
    const link = element("a", "file", `${path} (${bytes.length} bytes)`);
    link.href = url;
    link.download = path.split("/").at(-1)!;
    return link;
  }
}
