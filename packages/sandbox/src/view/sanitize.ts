import { imagePixels } from "@vitrine/protocol";
import { library } from "./library.ts";
import { cleanSheet, dropAddresses } from "./style-without-addresses.ts";
import { dropEffects } from "./style-without-effects.ts";

/** The part of DOMPurify's interface that is used here. */
interface Purify {
  sanitize(html: string, options: object): DocumentFragment;
  addHook(name: "uponSanitizeAttribute", hook: (element: Element, event: { attrName: string; attrValue: string; keepAttr: boolean }) => void): void;
  removed: ({ element: Node } | { attribute: Attr | null; from: Node })[];
}

/** HTML without anything that acts or asks, and what had to go. */
export interface Sanitized {
  fragment: DocumentFragment;
  /** Scripts, handlers, or frames with a document inside. */
  scripts: boolean;
  /** Pictures, frames or media that stand on some server. */
  addresses: boolean;
  /** Pictures inside it that are too large, or whose size cannot be told. */
  pictures: boolean;
  /** Filters, or shadows that are too large. */
  effects: boolean;
}

const options = {
  // No filters of SVG: a few keep an engine busy for minutes.
  USE_PROFILES: { html: true, svg: true, mathMl: true },
  RETURN_DOM_FRAGMENT: true,
  // Keeps a style element that comes first.
  FORCE_BODY: true,
  FORBID_TAGS: ["form", "input", "button", "select", "textarea", "option", "optgroup", "datalist", "fieldset", "dialog", "link", "meta", "base", "map", "area"],
  FORBID_ATTR: ["filter", "autofocus", "autoplay", "tabindex", "accesskey", "popover", "popovertarget", "popovertargetaction", "contenteditable", "slot", "part"],
  ALLOW_ARIA_ATTR: true,
};

const addressing = new Set(["href", "xlink:href", "src", "srcset", "poster", "background", "action", "formaction", "ping", "cite", "longdesc", "usemap", "data", "lowsrc", "dynsrc"]);

/** What is drawn again wherever something refers to it: there and inside of it nothing refers to another, as that would multiply. */
const servers = ":is(pattern, mask, marker, clipPath, clippath)";

/** Made once: hooks stay. */
let hooked: Purify | undefined;

/** HTML of the guest's as nodes that run nothing and ask for nothing, by DOMPurify. Styles stay, without addresses. */
export function sanitize(html: string, mostPixels: number): Sanitized {
  const purify = (hooked ??= withHooks(library("DOMPurify") as Purify));
  addresses = false;
  pictures = false;
  pixels = mostPixels;
  const fragment = purify.sanitize(html, options);
  const scripts = purify.removed.some((gone) => ("element" in gone ? isScript(gone.element) : gone.attribute?.name.startsWith("on")));
  let effects = purify.removed.some((gone) => "attribute" in gone && gone.attribute?.name === "filter");
  for (const style of fragment.querySelectorAll("style")) style.textContent = cleanSheet(style.textContent ?? "", () => (effects = true));
  for (const element of fragment.querySelectorAll<HTMLElement>("[style]")) {
    dropAddresses(element.style, element.closest(servers) !== null);
    if (dropEffects(element.style)) effects = true;
  }
  for (const element of fragment.querySelectorAll(`${servers}, ${servers} *`)) dropReferences(element);
  const frames = purify.removed.some((gone) => "element" in gone && gone.element instanceof Element && gone.element.localName === "iframe" && gone.element.hasAttribute("src"));
  return { fragment, scripts, addresses: addresses || frames, pictures, effects };
}

function dropReferences(element: Element): void {
  for (const name of element.getAttributeNames()) if (name !== "style" && /url\(/i.test(element.getAttribute(name)!)) element.removeAttribute(name);
}

let addresses = false;
let pictures = false;
/** Pixels that pictures of this HTML may still have, together. */
let pixels = 0;

function withHooks(purify: Purify): Purify {
  purify.addHook("uponSanitizeAttribute", (element, event) => {
    const { attrName, attrValue } = event;
    // Paint servers and filters of the same drawing are named as url(#…).
    if (attrName !== "style" && /url\(\s*["']?(?!\s*["']?#)/i.test(attrValue)) event.keepAttr = false;
    if (!addressing.has(attrName)) return;
    if (attrName.endsWith("href")) {
      event.keepAttr = attrValue.startsWith("#") && element.localName !== "a";
      // A link leads nowhere in a sealed frame: its address is there to be read.
      if (element.localName === "a" && !attrValue.startsWith("#") && !element.hasAttribute("title")) element.setAttribute("title", attrValue.slice(0, 300));
      return;
    }
    event.keepAttr = attrName === "src" && /^data:(?:image|audio|video)\//i.test(attrValue);
    if (!event.keepAttr && ["src", "srcset", "poster"].includes(attrName)) addresses = true;
    if (event.keepAttr && /^data:image\//i.test(attrValue)) {
      pixels -= pixelsOf(attrValue);
      if (pixels >= 0) return;
      event.keepAttr = false;
      pictures = true;
    }
  });
  return purify;
}

/** Pixels of a picture in a data URL, Infinity where they cannot be told. An SVG has none: it is drawn in the size that it is shown in. */
function pixelsOf(url: string): number {
  const [head = "", type = "", base64] = /^data:image\/([\w.+-]*)[^,]*?(;\s*base64\s*)?,/i.exec(url) ?? [];
  let body: string;
  try {
    body = decodeURIComponent(url.slice(head.length));
    if (base64) body = atob(body);
  } catch {
    return Infinity;
  }
  // A picture inside an SVG inside HTML is nobody's honest figure.
  if (/^svg/i.test(type)) return /data:image|<(?:\w+:)?(?:image|feimage)/i.test(body) ? Infinity : 0;
  return imagePixels(Uint8Array.from(body, (char) => char.charCodeAt(0))) ?? Infinity;
}

function isScript(node: Node): boolean {
  if (!(node instanceof Element)) return false;
  return node.localName === "script" || (node.localName === "iframe" && node.hasAttribute("srcdoc")) || node.getAttributeNames().some((name) => name.startsWith("on"));
}
