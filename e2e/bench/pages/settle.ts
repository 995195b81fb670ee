import type { Sandbox } from "@vitrine/sdk";

/** Milliseconds that a reader looks at an answer at most before the next measurement. */
const patience = 30_000;

/** Milliseconds in which an image is made, on a slow machine. */
const makingImages = 120_000;

/** Milliseconds in which an interpreter that waits ahead gets ready. */
const rest = 2000;

/** A reader reads: the page is left alone until an interpreter waits ahead for the next run. What is measured then has both cores. */
export async function settle(sandbox: Sandbox): Promise<void> {
  await until(async () => ((await sandbox.inspect()) as { spares?: number }).spares !== 0);
  await new Promise((resolve) => setTimeout(resolve, rest));
}

/** Resolves once so many images are kept for later runs and visits, which are made in quiet moments after runs. */
export async function imagesKept(count: number): Promise<void> {
  const kept = async (name: string) => (await (await caches.open(name)).keys()).length;
  await until(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("vitrine-images"));
    return (await Promise.all(names.map(kept))).reduce((sum, each) => sum + each, 0) >= count;
  }, makingImages);
}

/** Looks again and again, and goes on after all when it does not come: then that is what is measured. */
async function until(isSo: () => Promise<boolean>, ms = patience): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end && !(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}
