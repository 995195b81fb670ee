import type { Trap } from "../harness/index.ts";

/** Where a way is to arrive: what of a trap travels as JSON. */
export type Target = Pick<Trap, "url" | "wsUrl" | "name" | "address">;

/** Ways by which a document can speak to a server without leaving, and the engines that take them from a sandboxed frame without a policy, so that the control must arrive there. */
export const stayingWays = {
  img: "all",
  srcset: "all",
  "input-image": "all",
  video: "all",
  poster: "all",
  track: "all",
  audio: "all",
  object: "all",
  embed: "all",
  iframe: "all",
  "iframe-srcdoc": "all",
  stylesheet: "all",
  preload: "all",
  modulepreload: "all",
  prefetch: "chromium firefox",
  icon: "",
  manifest: "",
  "style-import": "all",
  "style-background": "all",
  "style-cursor": "all",
  "font-face": "all",
  "style-image-set": "all",
  "style-variable": "all",
  "style-list": "all",
  "style-shape": "all",
  "style-object": "all",
  "svg-image": "all",
  "svg-use": "",
  "svg-filter": "all",
  script: "all",
  "module-script": "all",
  import: "all",
  fetch: "all",
  "fetch-keepalive": "all",
  "fetch-later": "",
  "written-frame": "all",
  xhr: "all",
  websocket: "all",
  eventsource: "all",
  beacon: "all",
  worker: "all",
  "shared-worker": "webkit",
  worklet: "all",
  webtransport: "chromium firefox",
  "form-into-frame": "all",
  "speculation-rules": "",
} as const;

/** Why no control can be had of the others, in the engines that are not named there. */
export const stayingExcuses: Partial<Record<StayingWay, string>> = {
  prefetch: "it follows no such link",
  icon: "it asks for the icon of the window's own page only",
  manifest: "it asks for the manifest of the window's own page only",
  "svg-use": "it takes such a thing from the document's own origin only, and there is none",
  "fetch-later": "it has none, or not in such a frame",
  "shared-worker": "it gives none to an opaque origin",
  webtransport: "it has none",
  "speculation-rules": "it knows none, or follows those of the window's own page only",
};

export type StayingWay = keyof typeof stayingWays;

/** Runs in a document: starts every way. */
export function startStaying(targets: Record<StayingWay, Target>): void {
  const element = (tag: string, attributes: Record<string, string>, parent: Element = document.body) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    parent.append(made);
    return made;
  };
  const style = (css: string) => (element("style", {}, document.head).textContent = css);
  const svg = (markup: string) => document.body.insertAdjacentHTML("beforeend", `<svg width="9" height="9">${markup}</svg>`);
  const link = (rel: string, href: string, rest: Record<string, string> = {}) => element("link", { rel, href, ...rest }, document.head);
  const ways: Record<StayingWay, (url: string, wsUrl: string, address: string) => unknown> = {
    img: (src) => element("img", { src }),
    srcset: (url) => element("img", { srcset: `${url} 1x` }),
    "input-image": (src) => element("input", { type: "image", src }),
    video: (src) => element("video", { src, preload: "auto" }),
    poster: (poster) => element("video", { poster }),
    track: (src) => {
      const track = element("track", { src, default: "", kind: "captions" }, element("video", { crossorigin: "anonymous" })) as HTMLTrackElement;
      track.track.mode = "showing";
    },
    audio: (src) => element("audio", { src, preload: "auto" }),
    object: (data) => element("object", { data }),
    embed: (src) => element("embed", { src }),
    iframe: (src) => element("iframe", { src }),
    "iframe-srcdoc": (url) => element("iframe", { srcdoc: `<img src="${url}">` }),
    stylesheet: (url) => link("stylesheet", url),
    preload: (url) => link("preload", url, { as: "image" }),
    modulepreload: (url) => link("modulepreload", url),
    prefetch: (url) => link("prefetch", url),
    icon: (url) => link("icon", url),
    manifest: (url) => link("manifest", url),
    "style-import": (url) => style(`@import url("${url}");`),
    "style-background": (url) => style(`body { background: url("${url}"); }`),
    "style-cursor": (url) => style(`html { cursor: url("${url}"), auto; }`),
    "style-image-set": (url) => style(`body::before { content: ""; display: block; width: 9px; height: 9px; background: image-set(url("${url}") 1x); }`),
    "style-variable": (url) => style(`:root { --a: url("${url}"); } body::after { content: ""; display: block; width: 9px; height: 9px; background: var(--a); }`),
    "style-list": (url) => element("li", { style: `list-style-image: url("${url}")` }),
    "style-shape": (url) => element("div", { style: `float: left; width: 9px; height: 9px; shape-outside: url("${url}")` }),
    // By the object model, where no text of a style is ever parsed as a whole.
    "style-object": (url) => {
      const box = element("div", { style: "border: 3px solid; width: 9px; height: 9px" });
      box.style.borderImage = `url("${url}") 1`;
    },
    "font-face": (url) => {
      style(`@font-face { font-family: probe; src: url("${url}"); } p { font-family: probe; }`);
      element("p", {}).textContent = "text";
    },
    "svg-image": (url) => svg(`<image href="${url}" width="9" height="9"/>`),
    "svg-use": (url) => svg(`<use href="${url}#x"/>`),
    "svg-filter": (url) => svg(`<filter id="f"><feImage href="${url}"/></filter><rect width="9" height="9" filter="url(#f)"/>`),
    script: (src) => element("script", { src }),
    "module-script": (src) => element("script", { type: "module", src }),
    import: (url) => import(/* @vite-ignore */ url).catch(() => {}),
    fetch: (url) => fetch(url).catch(() => {}),
    "fetch-keepalive": (url) => fetch(url, { method: "POST", mode: "no-cors", body: "secret", keepalive: true }).catch(() => {}),
    "fetch-later": (url) => (globalThis as unknown as { fetchLater(url: string, options: object): unknown }).fetchLater(url, { activateAfter: 0 }),
    "written-frame": (url) => element("iframe", { srcdoc: `<script>parent; fetch(${JSON.stringify(url)}).catch(() => {})</script>` }),
    xhr: (url) => {
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.send();
    },
    websocket: (_, wsUrl) => new WebSocket(wsUrl),
    eventsource: (url) => {
      const source = new EventSource(url);
      source.onopen = source.onerror = () => source.close();
    },
    beacon: (url) => navigator.sendBeacon(url, "secret"),
    worker: (url) => new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)})`], { type: "text/javascript" }))),
    "shared-worker": (url) => new SharedWorker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)})`], { type: "text/javascript" }))),
    worklet: (url) => new AudioContext().audioWorklet.addModule(url).catch(() => {}),
    webtransport: (_, __, address) => new (globalThis as unknown as { WebTransport: new (url: string) => { ready: Promise<unknown> } }).WebTransport(`https://${address}/`).ready.catch(() => {}),
    "form-into-frame": (action) => {
      element("iframe", { name: "into" });
      (element("form", { action, target: "into" }) as HTMLFormElement).submit();
    },
    "speculation-rules": (url) => (element("script", { type: "speculationrules" }).textContent = JSON.stringify({ prefetch: [{ urls: [url], eagerness: "immediate" }] })),
  };
  for (const [name, way] of Object.entries(ways)) {
    const { url, wsUrl, address } = targets[name as StayingWay];
    try {
      way(url, wsUrl, address);
    } catch {
      // Refused at once: as good as later.
    }
  }
}

/** Ways by which a document leaves for another; each runs in a document of its own. */
export const leavingWays = {
  assign: (url: string) => location.assign(url),
  replace: (url: string) => location.replace(url),
  anchor: (url: string) => {
    const anchor = document.createElement("a");
    anchor.href = url;
    document.body.append(anchor);
    anchor.click();
  },
  "meta-refresh": (url: string) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0;url=${url}`;
    document.head.append(meta);
  },
  form: (url: string) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    document.body.append(form);
    form.submit();
  },
  "navigation-navigate": (url: string) => void (globalThis as unknown as { navigation: { navigate(url: string): unknown } }).navigation.navigate(url),
  "self-open": (url: string) => void open(url, "_self"),
  download: (url: string) => {
    const anchor = document.createElement("a");
    anchor.href = url;
    anchor.download = "x";
    document.body.append(anchor);
    anchor.click();
  },
  ping: (url: string) => {
    const anchor = document.createElement("a");
    anchor.href = "about:blank";
    anchor.ping = url;
    document.body.append(anchor);
    anchor.click();
  },
  "javascript-url": (url: string) => location.assign(`javascript:${encodeURIComponent(`location.assign(${JSON.stringify(url)})`)}`),
  "base-and-anchor": (url: string) => {
    const base = document.createElement("base");
    base.href = url;
    document.head.prepend(base);
    const anchor = document.createElement("a");
    anchor.href = "relative";
    document.body.append(anchor);
    anchor.click();
  },
  "child-of-itself": (url: string) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<meta http-equiv="refresh" content="0;url=${url}">`;
    document.body.append(frame);
  },
  // Documents that have no address of their own, which then ask for one.
  "blob-document": (url: string) => location.assign(URL.createObjectURL(new Blob([`<img src="${url}">`], { type: "text/html" }))),
  "data-document": (url: string) => location.assign(`data:text/html,<img src="${url}">`),
  "written-document": (url: string) => {
    document.open();
    document.write(`<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src *"><base href="${url}"><img src="${url}">`);
    document.close();
  },
} satisfies Record<string, (url: string) => void>;

export type LeavingWay = keyof typeof leavingWays;

/** Ways by which a document tells something without a request: by looking up a name, opening a connection or sending a datagram. */
export const silentWays = {
  "dns-prefetch": "dns",
  preconnect: "tcp",
  "preconnect-name": "dns",
  anchor: "dns",
  stun: "udp",
  "stun-name": "dns",
  "turn-tcp": "tcp",
} as const;

export type SilentWay = keyof typeof silentWays;

/** Runs in a document: starts every silent way. */
export function startSilent(targets: Record<SilentWay, Target>): void {
  const link = (rel: string, href: string) => document.head.append(Object.assign(document.createElement("link"), { rel, href }));
  const connect = (urls: string) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls, username: "a", credential: "b" }] });
    connection.createDataChannel("x");
    void connection.setLocalDescription();
  };
  const ways: Record<SilentWay, (target: Target) => void> = {
    // Both schemes: engines take one or the other.
    "dns-prefetch": ({ name }) => ["http", "https"].forEach((scheme) => link("dns-prefetch", `${scheme}://${name}`)),
    preconnect: ({ address }) => link("preconnect", `http://${address}`),
    "preconnect-name": ({ name }) => link("preconnect", `http://${name}`),
    anchor: ({ name }) => document.body.append(Object.assign(document.createElement("a"), { href: `http://${name}/`, textContent: "link" })),
    stun: ({ address }) => connect(`stun:${address}`),
    "stun-name": ({ name }) => connect(`stun:${name}:3478`),
    "turn-tcp": ({ address }) => connect(`turn:${address}?transport=tcp`),
  };
  for (const [name, way] of Object.entries(ways)) {
    try {
      way(targets[name as SilentWay]);
    } catch {
      // This engine has no such way.
    }
  }
}
