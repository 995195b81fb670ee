import type { CaseContext } from "../harness/index.ts";

/** What hostile text runs where it becomes code: the page hears it. */
export const fire = "parent.dispatchEvent(new Event('templating-fired'))";

/** Ways by which a server's HTML becomes a document: each puts it into a frame that may do what the page may. */
const ways: Record<string, (frame: HTMLIFrameElement, html: string) => HTMLIFrameElement> = {
  "srcdoc property": (frame, html) => Object.assign(frame, { srcdoc: html }),
  "srcdoc attribute"(_, html) {
    const holder = document.createElement("template");
    holder.innerHTML = `<iframe srcdoc="${html.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
    return holder.content.firstElementChild as HTMLIFrameElement;
  },
  // With its bytes on the way, as from a server.
  address: (frame, html) => Object.assign(frame, { src: URL.createObjectURL(new Blob([html], { type: "text/html" })) }),
};

export const wayNames = Object.keys(ways);

/** The loaded document, and whether anything in it fired. */
export async function openPage(context: CaseContext, way: string, html: string): Promise<{ page: Document; fired: () => boolean }> {
  let fired = false;
  const listen = () => (fired = true);
  addEventListener("templating-fired", listen);
  const frame = ways[way]!(document.createElement("iframe"), html);
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  context.after(() => {
    removeEventListener("templating-fired", listen);
    URL.revokeObjectURL(frame.src);
    frame.remove();
  });
  await loaded;
  return { page: frame.contentDocument!, fired: () => fired };
}

/** Every element with the names of its attributes: what hostile text must not add to. */
export const structureOf = (page: Document) => Array.from(page.querySelectorAll("*"), (element) => [element.localName, ...element.getAttributeNames()].join(" "));
