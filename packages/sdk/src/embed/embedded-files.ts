/** The files that the document brings along, as `renderHtml` put them in. */
export class EmbeddedFiles {
  constructor(private readonly root: ParentNode) {}

  has(path: string): boolean {
    return this.#find(path) !== undefined;
  }

  /** A file's bytes; undefined where the document has none of this path. */
  readonly bytes = async (path: string): Promise<ArrayBuffer | undefined> => {
    const text = this.#find(path)?.textContent;
    if (text === undefined || text === null) return undefined;
    const packed = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(packed).arrayBuffer();
  };

  #find(path: string): HTMLScriptElement | undefined {
    return [...this.root.querySelectorAll<HTMLScriptElement>("script[data-vitrine-file]")].find(({ dataset }) => dataset["vitrineFile"] === path);
  }
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64: native } = Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
  if (native) return native.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
