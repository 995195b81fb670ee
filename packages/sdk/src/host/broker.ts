import { type ErrorCode, type FetchDenied, type FetchRequest, type FetchResponse, normalisePackageName as normalise } from "@vitrine/protocol";
import type { AssetStore, PinnedFile } from "./asset-store.ts";
import { Denial } from "./denial.ts";
import type { GuestFunctions } from "./guest-functions.ts";
import type { GuestNetwork } from "./guest-network.ts";
import { type PackageCatalog, publicIndex } from "./package-catalog.ts";
import { sha256 } from "./sha256.ts";

const indexType = "application/vnd.pypi.simple.v1+json";

/** A file that a run was given, for its manifest. */
export interface ServedFile {
  file: string;
  sha256: string;
}

/** What the broker tells besides its answer. */
export interface BrokerEvents {
  served(file: ServedFile): void;
  /** What the embedder may know of a failure and the guest may not, such as the page's own addresses. */
  failed(text: string): void;
}

/**
 * Answers the guest's requests by the embedder's policy: files of the lock, the package index, and wheels that the index or a request
 * names, each checked by hash. Everything else goes to the network, if policy.network allows it.
 */
export class Broker {
  /** Wheels that an answer of the index named, by URL; without a hash only where the policy does not require one. */
  readonly #wheels = new Map<string, Omit<PinnedFile, "sha256"> & { sha256: string | undefined }>();

  constructor(
    private readonly store: AssetStore,
    /** undefined: the language has no packages, and every request is for the network. */
    private readonly catalog: PackageCatalog | undefined,
    private readonly network: GuestNetwork,
    /** Where the run was offered any. */
    private readonly functions?: GuestFunctions,
  ) {}

  async answer(request: FetchRequest, events: BrokerEvents): Promise<FetchResponse | FetchDenied> {
    const { runId, requestId, url } = request;
    try {
      if (this.functions?.isCall(url)) return { type: "fetch-response", runId, requestId, ...(await this.functions.answer(request)) };
      const found = this.catalog && (await this.#package(request, events));
      if (!found) return { type: "fetch-response", runId, requestId, ...(await this.network.fetch(request)) };
      return { type: "fetch-response", runId, requestId, status: 200, statusText: "OK", url, headers: { "content-type": found.type }, body: found.body };
    } catch (error) {
      if (error instanceof Denial) return { type: "fetch-denied", runId, requestId, reason: error.message.slice(0, 8192) };
      events.failed(error instanceof Error ? error.message : String(error));
      return { type: "fetch-denied", runId, requestId, reason: fileFailure(error) };
    }
  }

  /** Where `#package` was asked, it is there. */
  get #catalog(): PackageCatalog {
    return this.catalog!;
  }

  /** The run is over: nothing more is sent. */
  close(): void {
    this.network.close();
    this.functions?.close();
  }

  /** What the request asks for among packages: a file of the lock, a wheel, a project of the index; undefined: nothing. */
  async #package(request: FetchRequest, events: BrokerEvents): Promise<{ type: string; body: ArrayBuffer } | undefined> {
    const { method, url } = request;
    if (method !== "GET") return undefined;
    const fromLock = this.#catalog.files.get(url);
    if (fromLock) this.#demandAllowed(fromLock.name);
    const file = fromLock?.file ?? this.#wheels.get(url);
    const body = file ? await this.#bytes(file) : await this.#wheelByAddress(request);
    if (body) {
      events.served({ file: (file?.path ?? fileName(url)).split("/").at(-1)!, sha256: file?.sha256 ?? (await sha256(body)) });
      return { type: "application/zip", body };
    }
    const name = this.#projectOf(url);
    return name === undefined ? undefined : { type: indexType, body: await this.#project(name) };
  }

  async #bytes({ path, sha256: pin, url }: { path: string; sha256: string | undefined; url: string }): Promise<ArrayBuffer> {
    if (pin !== undefined) return this.store.bytes({ path, sha256: pin, url });
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new Denial("PACKAGE_NOT_FOUND", `${fileName(url)} could not be fetched (HTTP ${response.status}).`);
    return response.arrayBuffer();
  }

  /** A wheel that the guest names by its address: where the index keeps its own, or where policy.network leads. undefined: it is no wheel. */
  async #wheelByAddress(request: FetchRequest): Promise<ArrayBuffer | undefined> {
    const url = URL.parse(request.url);
    if (!url?.pathname.endsWith(".whl")) return undefined;
    const { mode, requireHash = true } = this.#catalog.policy;
    const address = url.href.slice(0, url.href.length - url.hash.length);
    const ofIndex = this.#catalog.indexOrigins.includes(url.origin);
    // First, so that the reason is about the host.
    if (!ofIndex || mode !== "index") this.network.demandAllowed("GET", address);
    if (mode !== "index") throw new Denial("PACKAGE_DENIED", `the page does not allow wheels by their address (policy.packages.mode is ${mode}).`);
    this.#demandAllowed(normalise(fileName(address).split("-")[0]!));
    const [, pin] = /^#sha256=([0-9a-f]{64})$/.exec(url.hash) ?? [];
    if (pin === undefined && requireHash) throw new Denial("PACKAGE_DENIED", `the page requires a hash: the address of ${fileName(address)} does not end in #sha256=… (policy.packages.requireHash).`);
    if (ofIndex) return this.#bytes({ path: `wheels/${fileName(address)}`, sha256: pin, url: address });
    const fetchWheel = async () => {
      const { status, body } = await this.network.fetch({ method: "GET", url: address, headers: {}, body: null });
      if (status !== 200) throw new Denial("PACKAGE_NOT_FOUND", `${fileName(address)} could not be fetched (HTTP ${status}).`);
      return body;
    };
    return pin === undefined ? fetchWheel() : this.store.bytes({ path: `wheels/${fileName(address)}`, sha256: pin, url: address }, fetchWheel);
  }

  #demandAllowed(name: string): void {
    const reason = this.#catalog.denial(name);
    if (reason !== undefined) throw new Denial("PACKAGE_DENIED", `the page does not allow the package ${name} (${reason}).`);
  }

  /** The project that a URL of the index names: exactly `<index>/<name>/`, with a normalised name. */
  #projectOf(url: string): string | undefined {
    for (const index of new Set([this.#catalog.indexUrl, publicIndex])) {
      if (!url.startsWith(`${index}/`)) continue;
      const [, name] = /^([a-z0-9]+(?:-[a-z0-9]+)*)\/?$/.exec(url.slice(index.length + 1)) ?? [];
      if (name !== undefined) return name;
    }
    return undefined;
  }

  async #project(name: string): Promise<ArrayBuffer> {
    this.#demandAllowed(name);
    const known = this.#catalog.indexFile(name);
    if (known) return indexPage(name, [known]);
    if (this.#catalog.policy.mode === "index") return this.#projectFromIndex(name);
    throw new Denial("PACKAGE_NOT_FOUND", this.#unknown(name));
  }

  /** Asks the real index. Only files with a SHA-256 are passed on (unless the policy requires none), and only those can be fetched afterwards. */
  async #projectFromIndex(name: string): Promise<ArrayBuffer> {
    const response = await fetch(`${this.#catalog.indexUrl}/${name}/`, { headers: { accept: indexType }, credentials: "omit", referrerPolicy: "no-referrer" }).catch(() => undefined);
    if (!response) throw new Denial("PACKAGE_NOT_FOUND", `the package index ${this.#catalog.indexUrl} was not reached, so nobody knows of ${name}.`);
    if (!response.ok) throw new Denial("PACKAGE_NOT_FOUND", this.#unknown(name));
    const page = (await response.json().catch(() => undefined)) as { files: { filename: string; url: string; hashes: { sha256?: string } }[] } | undefined;
    if (!Array.isArray(page?.files)) throw new Denial("PACKAGE_NOT_FOUND", `the package index ${this.#catalog.indexUrl} does not answer in JSON (PEP 691).`);
    const { files } = page;
    const usable = files.flatMap((entry) => {
      const url = new URL(entry.url, response.url).href;
      const pin = entry.hashes.sha256;
      return (pin !== undefined || this.#catalog.policy.requireHash === false) && entry.filename.endsWith(".whl") ? [{ ...entry, url, sha256: pin, path: `wheels/${entry.filename}` }] : [];
    });
    for (const { url, sha256: pin, path } of usable) this.#wheels.set(url, { url, sha256: pin, path });
    return indexPage(
      name,
      usable.map(({ sha256: _, path: __, ...entry }) => entry),
    );
  }

  #unknown(name: string): string {
    const near = this.#catalog.nearest(name);
    const where = this.#catalog.policy.mode === "index" ? `at ${this.#catalog.indexUrl}` : `in ${this.#catalog.distribution.name}`;
    return `there is no package called ${name} ${where}${near.length > 0 ? `; did you mean ${near.join(", ")}?` : "."}`;
  }
}

/** A project's page of the simple JSON API (PEP 691). Without word of separate metadata files: micropip takes even `false` for a yes. */
function indexPage(name: string, files: object[]): ArrayBuffer {
  const page = { meta: { "api-version": "1.0" }, name, files: files.map((file) => ({ ...file, "core-metadata": undefined, "data-dist-info-metadata": undefined })) };
  return new TextEncoder().encode(JSON.stringify(page)).buffer;
}

const fileName = (url: string) => URL.parse(url)?.pathname.split("/").at(-1) ?? "";

/** A package's file did not come. Hashes may be told; where the page keeps its files is not the guest's to know. */
function fileFailure(error: unknown): string {
  const { code, details } = error as { code?: ErrorCode; details?: Record<string, string> };
  const file = details?.path?.split("/").at(-1) ?? "a package's file";
  if (code === "ASSET_HASH_MISMATCH") return `PACKAGE_NOT_FOUND: ${file} holds other bytes than its pin says (SHA-256 ${details!.expected}, got ${details!.actual}).`;
  return `PACKAGE_NOT_FOUND: ${file} is not among the files that this page can fetch.`;
}
