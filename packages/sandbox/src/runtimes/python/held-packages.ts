import type { HeldPackage, WorkerImage } from "@vitrine/protocol";
import { bytesOf } from "./blob-bytes.ts";
import { unpackFiles } from "./package-files.ts";
import type { Pyodide, SharedLibrary, WantedPackage } from "./pyodide.d.ts";

/**
 * The packages of an image. Pyodide's own loader installs them, whoever asks for it, as any other package: only that what it would download and unpack is
 * here already. Until then nothing shows that they are.
 */
export class HeldPackages {
  /** Called with the name of each package that is installed from the image. */
  onInstall: (name: string) => void = () => {};
  readonly #libraries = new Map<string, { library: SharedLibrary; handles: number[] }>();
  readonly #held: ReadonlyMap<string, HeldPackage>;

  constructor(
    private readonly pyodide: Pyodide,
    { packages, handles }: WorkerImage,
  ) {
    this.#held = new Map(packages.map((each) => [each.name, each]));
    const { loadedLibsByName } = pyodide._module.LDSO;
    for (const { path } of packages.flatMap(({ libraries }) => libraries)) {
      this.#libraries.set(path, { library: loadedLibsByName[path]!, handles: handles.filter(([, name]) => name === path).map(([handle]) => handle) });
      delete loadedLibsByName[path];
    }
    const manager = pyodide._api.packageManager;
    const { downloadPackage, installPackage } = manager;
    const find = ({ normalizedName, channel }: WantedPackage) => (channel === "default channel" ? this.#held.get(normalizedName) : undefined);
    manager.downloadPackage = async (wanted, checkIntegrity) => (find(wanted) ? new Uint8Array() : downloadPackage.call(manager, wanted, checkIntegrity));
    manager.installPackage = async (wanted, bytes) => {
      const found = find(wanted);
      if (found) this.#install(found);
      else await installPackage.call(manager, wanted, bytes);
    };
  }

  has(name: string): boolean {
    return this.#held.has(name);
  }

  #install({ name, files, libraries }: HeldPackage): void {
    unpackFiles(this.pyodide.FS, bytesOf(files as Blob));
    const { loadedLibsByName, loadedLibsByHandle } = this.pyodide._module.LDSO;
    for (const { path } of libraries) {
      const { library, handles } = this.#libraries.get(path)!;
      loadedLibsByName[path] = library;
      for (const handle of handles) loadedLibsByHandle[handle] = library;
    }
    this.pyodide.pyimport("_vitrine.shelf").offer!(name);
    this.onInstall(name);
  }
}
