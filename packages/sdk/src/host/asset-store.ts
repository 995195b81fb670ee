import type { AssetFile } from "@vitrine/protocol";
import { assetMismatch, assetUnavailable } from "./failures.ts";
import { sha256 } from "./sha256.ts";

/** Where runtime files come from. */
export interface AssetSource {
  /** Base URL of a directory that `vitrine assets` made. */
  base?: string;
  /** Whether the public CDN may be asked for what the base lacks. Default: only without a base. */
  cdn?: boolean;
  /** Files that the page itself holds, by path; asked before anything else. Their hashes are checked as any other's. */
  embedded?: (path: string) => Promise<ArrayBuffer | undefined>;
}

/** How far the runtime's files have come. */
export interface Progress {
  /** Path of the file that moved. */
  file: string;
  /** Bytes of it so far, and in all (null where the server does not say). */
  loaded: number;
  total: number | null;
}

/** A file pinned by hash; the size of a lock's packages is not known beforehand. */
export type PinnedFile = Pick<AssetFile, "path" | "sha256" | "url">;

const cacheName = "vitrine-assets-1";

/**
 * Fetches files for the frames, which have no cache of their own: Cache Storage by hash, then the sources over the HTTP cache.
 * Every byte is checked against its SHA-256, from wherever it came.
 */
export class AssetStore {
  readonly #verified = new Map<string, Promise<Blob>>();
  /** Bytes as they came, for the first who asks: reading a blob of 9 MB takes 15 to 110 ms. */
  readonly #fresh = new Map<string, ArrayBuffer>();

  constructor(
    private readonly source: { base: string | undefined; cdn: boolean; embedded?: AssetSource["embedded"] },
    private readonly onProgress: (progress: Progress) => void = () => {},
  ) {}

  /** Base URL of the self-hosted assets, with a slash at its end; undefined where the CDN is used directly. */
  get base(): string | undefined {
    return this.source.base;
  }

  /** A file that the page itself holds, as it is. */
  async embedded(path: string): Promise<ArrayBuffer | undefined> {
    return this.source.embedded?.(path);
  }

  /** Whether the public CDN may be asked. */
  get cdn(): boolean {
    return this.source.cdn;
  }

  /** A fresh copy of the file's bytes, to be transferred; with `fetchFile`, from there in place of the sources. Throws ASSET_UNAVAILABLE or ASSET_HASH_MISMATCH. */
  async bytes(file: PinnedFile, fetchFile?: () => Promise<ArrayBuffer>): Promise<ArrayBuffer> {
    const blob = await this.load(file, fetchFile);
    const fresh = this.#fresh.get(file.sha256);
    this.#fresh.delete(file.sha256);
    return fresh ?? blob.arrayBuffer();
  }

  /** Has the file here, without a copy of it. Throws likewise. */
  load(file: PinnedFile, fetchFile?: () => Promise<ArrayBuffer>): Promise<Blob> {
    let loading = this.#verified.get(file.sha256);
    if (!loading) {
      loading = this.#load(file, fetchFile);
      this.#verified.set(file.sha256, loading);
      loading.catch(() => this.#verified.delete(file.sha256));
    }
    return loading;
  }

  /** The bytes of a file that only the base has, and that nobody asks for twice: it is not kept here. Throws likewise. */
  async once(file: Pick<AssetFile, "path" | "sha256">): Promise<ArrayBuffer> {
    const url = `${this.base ?? ""}${file.path}`;
    const fetched = await this.#fetch(url, file).catch((error: unknown) => String(error));
    if (typeof fetched === "string") throw assetUnavailable(file.path, [`${url} (${fetched})`]);
    const actual = await sha256(fetched);
    if (actual !== file.sha256) throw assetMismatch(file.path, url, file.sha256, actual);
    return fetched;
  }

  async text(file: PinnedFile): Promise<string> {
    return new TextDecoder().decode(await this.bytes(file));
  }

  async #load(file: PinnedFile, fetchFile?: () => Promise<ArrayBuffer>): Promise<Blob> {
    const embedded = await this.embedded(file.path);
    if (embedded) return this.#checked(file, "this page", embedded, false);
    const cached = await this.#fromCache(file);
    if (cached) return cached;
    if (fetchFile) return this.#checked(file, file.url, await fetchFile());
    const urls = [...(this.base === undefined ? [] : [this.base + file.path]), ...(this.cdn ? [file.url] : [])];
    const tried: string[] = [];
    for (const url of urls) {
      const fetched = await this.#fetch(url, file).catch((error: unknown) => String(error));
      if (typeof fetched === "string") {
        tried.push(`${url} (${fetched})`);
        continue;
      }
      // A wrong file is a fault to be told, not a reason to look elsewhere.
      return this.#checked(file, url, fetched);
    }
    throw assetUnavailable(file.path, tried);
  }

  async #checked(file: PinnedFile, url: string, fetched: ArrayBuffer, keeps = true): Promise<Blob> {
    const actual = await sha256(fetched);
    if (actual !== file.sha256) throw assetMismatch(file.path, url, file.sha256, actual);
    const blob = this.#kept(file, fetched);
    // Nobody waits for it: it takes as long as fetching from a server nearby.
    if (keeps) void this.#toCache(file, blob);
    return blob;
  }

  #kept(file: PinnedFile, bytes: ArrayBuffer): Blob {
    this.#fresh.set(file.sha256, bytes);
    return new Blob([bytes]);
  }

  async #fetch(url: string, file: Pick<AssetFile, "path">): Promise<ArrayBuffer | string> {
    const response = await fetch(url, { credentials: "same-origin", referrerPolicy: "no-referrer" });
    if (!response.ok || !response.body) return `HTTP ${response.status}`;
    const length = Number(response.headers.get("content-length"));
    // A compressed response says the length of what travels, not of what comes out.
    const total = length > 0 && !response.headers.has("content-encoding") ? length : null;
    let loaded = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform: (chunk, controller) => {
          loaded += chunk.byteLength;
          this.onProgress({ file: file.path, loaded, total });
          controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted).arrayBuffer();
  }

  // Cache Storage is a convenience: where it is closed (private windows, full disks), fetching does.
  async #fromCache(file: PinnedFile): Promise<Blob | undefined> {
    try {
      const response = await (await caches.open(cacheName)).match(cacheKey(file));
      const bytes = await response?.arrayBuffer();
      return bytes && (await sha256(bytes)) === file.sha256 ? this.#kept(file, bytes) : undefined;
    } catch {
      return undefined;
    }
  }

  async #toCache(file: PinnedFile, bytes: Blob): Promise<void> {
    try {
      await (await caches.open(cacheName)).put(cacheKey(file), new Response(bytes));
    } catch {
      // See above.
    }
  }
}

const cacheKey = (file: PinnedFile) => `https://vitrine.invalid/sha256/${file.sha256}`;

/** What an embedder wrote as `assets`, made whole. */
export function assetSource(assets: string | AssetSource | undefined): ConstructorParameters<typeof AssetStore>[0] {
  const { base, cdn, embedded } = typeof assets === "string" ? { base: assets, cdn: undefined, embedded: undefined } : { cdn: undefined, embedded: undefined, base: undefined, ...assets };
  if (base === undefined) return { base, cdn: cdn ?? embedded === undefined, ...(embedded && { embedded }) };
  const absolute = new URL(base, document.baseURI).href;
  return { base: absolute.endsWith("/") ? absolute : `${absolute}/`, cdn: cdn ?? false, ...(embedded && { embedded }) };
}
