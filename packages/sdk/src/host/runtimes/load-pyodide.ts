import type { PyodideDistribution } from "@vitrine/protocol";
import { ImageStore } from "../image-store.ts";
import { Images } from "../images.ts";
import { openCatalog } from "../package-catalog.ts";
import { sandboxText } from "../sandbox-text.ts";
import type { RuntimeLoader } from "./runtime-loader.ts";

/** Python: Pyodide's files, the lock of its packages, and an image where there is one. */
export const loadPyodide: RuntimeLoader<PyodideDistribution> = async (language, distribution, { store, packages, images: wish }) => {
  const { files, version, packageBaseUrl } = distribution;
  const opening = openCatalog(store, distribution, packages);
  const opened = wish ? openImages() : Promise.resolve(undefined);
  const [workerScript, catalog, images, kept, loader, glue, wasm, stdlib] = await Promise.all([
    sandboxText("worker"),
    opening,
    opened,
    opened.then((made) => made?.stored() ?? []),
    ...[files.loader, files.glue, files.wasm, files.stdlib].map((file) => store.bytes(file)),
  ] as const);
  const texts = { version, lock: catalog.lockText, packageBaseUrl, indexUrl: catalog.indexUrl };
  return {
    distribution,
    parts: { language, workerScript, images: kept, runtime: { scripts: { loader: loader!, glue: glue! }, modules: { wasm: wasm! }, bytes: { stdlib: stdlib! }, texts } },
    catalog,
    images,
    onStart: (kernel) => void kernel.imageRefused.then((why) => images?.refuse(why)),
  };

  async function openImages(): Promise<Images> {
    const [worker, ofLock] = await Promise.all([sandboxText("worker"), opening]);
    const ingredients = [worker, ofLock.lockText, ...[files.loader, files.glue, files.wasm, files.stdlib].map(({ sha256 }) => sha256)];
    return new Images(store, ofLock, await ImageStore.open(distribution.name, ingredients), wish === true);
  }
};
