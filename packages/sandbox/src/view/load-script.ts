/** Runs a library as a classic script from a blob: an opaque frame can load nothing by another URL. */
export async function loadScript(bytes: ArrayBuffer): Promise<void> {
  const url = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  const script = document.createElement("script");
  script.src = url;
  const loaded = new Promise<void>((resolve, reject) => {
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("a renderer's library did not load"));
  });
  document.head.append(script);
  await loaded;
  URL.revokeObjectURL(url);
}
