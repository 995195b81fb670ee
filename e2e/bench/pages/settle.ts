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

/** Resolves once an image is kept for later runs and visits, which is made in a quiet moment after a run. */
export async function imageKept(): Promise<void> {
  // The cache itself is there as soon as somebody has looked for an image.
  await until(async () => (await Promise.all((await caches.keys()).filter((name) => name.startsWith("vitrine-images")).map(async (name) => (await (await caches.open(name)).keys()).length))).some(Boolean), makingImages);
}

/** Looks again and again, and goes on after all when it does not come: then that is what is measured. */
async function until(isSo: () => Promise<boolean>, ms = patience): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end && !(await isSo())) await new Promise((resolve) => setTimeout(resolve, 100));
}
