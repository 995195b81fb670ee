import type { FetchDenied, FetchRequest, FetchResponse } from "@vitrine/protocol";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { Denial } from "./denial.ts";
import type { GuestNetwork } from "./guest-network.ts";
import { type PackageCatalog, publicIndex } from "./package-catalog.ts";

const indexType = "application/vnd.pypi.simple.v1+json";

/** A file that a run was given, for its manifest. */
export interface ServedFile {
  file: string;
  sha256: string;
}

/**
 * Answers the guest's requests by the embedder's policy: files of the lock, the package index, and wheels that the index named,
 * each checked by hash. Everything else goes to the network, if policy.network allows it.
 */
export class Broker {
  /** Wheels that an answer of the index named, by URL. */
  readonly #wheels = new Map<string, PinnedFile>();

  constructor(
    private readonly store: AssetStore,
    private readonly catalog: PackageCatalog,
    private readonly network: GuestNetwork,
  ) {}

  async answer(request: FetchRequest, onServe: (served: ServedFile) => void): Promise<FetchResponse | FetchDenied> {
    const { runId, requestId, method, url } = request;
    try {
      const found = method === "GET" ? await this.#package(url, onServe) : undefined;
      if (!found) return { type: "fetch-response", runId, requestId, ...(await this.network.fetch(request)) };
      return { type: "fetch-response", runId, requestId, status: 200, statusText: "OK", url, headers: { "content-type": found.type }, body: found.body };
    } catch (error) {
      return { type: "fetch-denied", runId, requestId, reason: reasonOf(error) };
    }
  }

  /** The run is over: nothing more is sent. */
  close(): void {
    this.network.close();
  }

  /** What the URL is among packages: a file of the lock, a wheel, a project of the index; undefined: nothing. */
  async #package(url: string, onServe: (served: ServedFile) => void): Promise<{ type: string; body: ArrayBuffer } | undefined> {
    const fromLock = this.catalog.files.get(url);
    if (fromLock) this.#demandAllowed(fromLock.name);
    const file = fromLock?.file ?? this.#wheels.get(url);
    if (file) {
      const body = await this.store.bytes(file);
      onServe({ file: file.path.split("/").at(-1)!, sha256: file.sha256 });
      return { type: "application/zip", body };
    }
    const name = this.#projectOf(url);
    return name === undefined ? undefined : { type: indexType, body: await this.#project(name) };
  }

  #demandAllowed(name: string): void {
    const reason = this.catalog.denial(name);
    if (reason !== undefined) throw new Denial("PACKAGE_DENIED", `the page does not allow the package ${name} (${reason}).`);
  }

  /** The project that a URL of the index names: exactly `<index>/<name>/`, with a normalised name. */
  #projectOf(url: string): string | undefined {
    for (const index of new Set([this.catalog.indexUrl, publicIndex])) {
      if (!url.startsWith(`${index}/`)) continue;
      const [, name] = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/?$/.exec(url.slice(index.length + 1)) ?? [];
      if (name !== undefined) return name;
    }
    return undefined;
  }

  async #project(name: string): Promise<ArrayBuffer> {
    this.#demandAllowed(name);
    const known = this.catalog.indexFile(name);
    if (known) return indexPage(name, [known]);
    if (this.catalog.policy.mode === "index") return this.#projectFromIndex(name);
    throw new Denial("PACKAGE_NOT_FOUND", this.#unknown(name));
  }

  /** Asks the real index. Only files with a SHA-256 are passed on, and only those can be fetched afterwards. */
  async #projectFromIndex(name: string): Promise<ArrayBuffer> {
    const response = await fetch(`${this.catalog.indexUrl}/${name}/`, { headers: { accept: indexType }, credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => undefined);
    if (!response?.ok) throw new Denial("PACKAGE_NOT_FOUND", this.#unknown(name));
    const { files } = (await response.json()) as { files: { filename: string; url: string; hashes: { sha256?: string } }[] };
    const usable = files.flatMap((entry) => {
      const url = new URL(entry.url, response.url).href;
      const sha256 = entry.hashes.sha256;
      return sha256 !== undefined && entry.filename.endsWith(".whl") ? [{ ...entry, url, sha256, path: `wheels/${entry.filename}` }] : [];
    });
    for (const { url, sha256, path } of usable) this.#wheels.set(url, { url, sha256, path });
    return indexPage(
      name,
      usable.map(({ sha256: _, path: __, ...entry }) => entry),
    );
  }

  #unknown(name: string): string {
    const near = this.catalog.nearest(name);
    const where = this.catalog.policy.mode === "index" ? `at ${this.catalog.indexUrl}` : `in ${this.catalog.distribution.name}`;
    return `there is no package called ${name} ${where}${near.length > 0 ? `; did you mean ${near.join(", ")}?` : "."}`;
  }
}

/** A project's page of the simple JSON API (PEP 691). Without word of separate metadata files: micropip takes even `false` for a yes. */
function indexPage(name: string, files: object[]): ArrayBuffer {
  const page = { meta: { "api-version": "1.0" }, name, files: files.map((file) => ({ ...file, "core-metadata": undefined, "data-dist-info-metadata": undefined })) };
  return new TextEncoder().encode(JSON.stringify(page)).buffer;
}

function reasonOf(error: unknown): string {
  if (error instanceof Denial) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `PACKAGE_NOT_FOUND: ${message}`.slice(0, 8192);
}
