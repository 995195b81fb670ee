import type { SharedFile } from "../shared/chat-message.ts";

/** What one conversation may hold; each run gets a copy of all of it. */
export const shelfLimits = { files: 20, bytes: 24 * 1024 * 1024 };

/** Characters of a file's beginning that the model is told. */
const headLength = 600;
const headLines = 5;

/** The files that the reader gave to the conversation, by name. They are mounted for every program and stay in the browser. */
export class FileShelf {
  #files: readonly File[] = [];
  /** Names of those that the model has been told of. */
  readonly #told = new Set<string>();
  readonly #readers = new Set<() => void>();

  constructor(
    kept: readonly File[],
    private readonly onChange: (files: readonly File[]) => void,
  ) {
    this.#files = kept;
    for (const { name } of kept) this.#told.add(name);
  }

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly all = (): readonly File[] => this.#files;

  isTold(file: File): boolean {
    return this.#told.has(file.name);
  }

  /** Takes files; one of the same name takes the old one's place. Returns why some were refused, in words. */
  add(files: readonly File[]): string {
    let refused = "";
    let next = [...this.#files];
    for (const given of files) {
      const file = new File([given], mountable(given.name), { type: given.type });
      const others = next.filter(({ name }) => name !== file.name);
      if (others.length >= shelfLimits.files) refused = `A chat holds at most ${shelfLimits.files} files. `;
      else if (others.reduce((sum, { size }) => sum + size, file.size) > shelfLimits.bytes) refused += `${given.name} is too large: a chat holds ${shelfLimits.bytes / 1024 / 1024} MB. `;
      else {
        next = [...others, file];
        this.#told.delete(file.name);
      }
    }
    this.#set(next);
    return refused.trim();
  }

  remove(name: string): void {
    this.#set(this.#files.filter((file) => file.name !== name));
  }

  clear(): void {
    this.#told.clear();
    this.#set([]);
  }

  /** All of them, to be mounted. */
  mounts(): Record<string, File> {
    return Object.fromEntries(this.#files.map((file) => [file.name, file]));
  }

  /** What the model is to hear of those that it does not know yet. */
  async tell(): Promise<SharedFile[]> {
    const news = this.#files.filter((file) => !this.isTold(file));
    for (const { name } of news) this.#told.add(name);
    this.#set(this.#files);
    return Promise.all(news.map(async (file) => ({ name: file.name, bytes: file.size, head: await headOf(file) })));
  }

  #set(files: readonly File[]): void {
    this.#files = [...files];
    this.onChange(this.#files);
    for (const reader of this.#readers) reader();
  }
}

/** A name that can stand in the working directory. */
const mountable = (name: string) => name.replace(/[\p{Cc}\p{Cs}\\/]+/gu, "_").replace(/^\.+/, "").slice(-120) || "file";

/** The first lines of a text file; empty where it is none. */
async function headOf(file: File): Promise<string> {
  const bytes = await file.slice(0, headLength * 4).arrayBuffer();
  const text = new TextDecoder().decode(bytes, { stream: true });
  // Bytes that are no UTF-8, and control characters, are not for reading.
  // oxlint-disable-next-line no-control-regex
  if (/[\ufffd\0-\x08\x0e-\x1f]/.test(text)) return "";
  return text.slice(0, headLength).split(/\r?\n/).slice(0, headLines).join("\n");
}
