/** Where a way is to arrive. */
export interface Target {
  url: string;
  wsUrl: string;
}

/** Ways by which a document can speak to a server without leaving, and whether every engine takes them, so that the control must arrive. */
export const stayingWays = {
  img: true,
  srcset: true,
  "input-image": true,
  video: true,
  poster: true,
  audio: true,
  object: true,
  embed: true,
  iframe: true,
  "iframe-srcdoc": true,
  stylesheet: true,
  preload: true,
  modulepreload: false,
  prefetch: false,
  icon: false,
  manifest: false,
  "style-import": true,
  "style-background": true,
  "style-cursor": false,
  "font-face": true,
  "svg-image": true,
  "svg-use": false,
  "svg-filter": false,
  script: true,
  "module-script": true,
  import: true,
  fetch: true,
  "fetch-keepalive": true,
  xhr: true,
  websocket: true,
  eventsource: true,
  beacon: true,
  worker: true,
  "form-into-frame": true,
  "speculation-rules": false,
} as const;

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
  const ways: Record<StayingWay, (url: string, wsUrl: string) => unknown> = {
    img: (src) => element("img", { src }),
    srcset: (url) => element("img", { srcset: `${url} 1x` }),
    "input-image": (src) => element("input", { type: "image", src }),
    video: (src) => element("video", { src, preload: "auto" }),
    poster: (poster) => element("video", { poster }),
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
    "form-into-frame": (action) => {
      element("iframe", { name: "into" });
      (element("form", { action, target: "into" }) as HTMLFormElement).submit();
    },
    "speculation-rules": (url) => (element("script", { type: "speculationrules" }).textContent = JSON.stringify({ prefetch: [{ urls: [url], eagerness: "immediate" }] })),
  };
  for (const [name, way] of Object.entries(ways)) {
    const { url, wsUrl } = targets[name as StayingWay];
    try {
      way(url, wsUrl);
    } catch {
      // Refused at once: as good as later.
    }
  }
}

/** Ways by which a document leaves for another; each runs in a document of its own. */
export const leavingWays: Record<string, (url: string) => void> = {
  assign: (url) => location.assign(url),
  replace: (url) => location.replace(url),
  anchor: (url) => {
    const anchor = document.createElement("a");
    anchor.href = url;
    document.body.append(anchor);
    anchor.click();
  },
  "meta-refresh": (url) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0;url=${url}`;
    document.head.append(meta);
  },
  form: (url) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    document.body.append(form);
    form.submit();
  },
  // Documents that have no address of their own, which then ask for one.
  "blob-document": (url) => location.assign(URL.createObjectURL(new Blob([`<img src="${url}">`], { type: "text/html" }))),
  "data-document": (url) => location.assign(`data:text/html,<img src="${url}">`),
  "written-document": (url) => {
    document.open();
    document.write(`<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src *"><base href="${url}"><img src="${url}">`);
    document.close();
  },
};

/** Runs in a document: what it gets of the page around it, and of the reader's device. */
export async function reach(): Promise<Record<string, string>> {
  const attempt = async (act: () => unknown): Promise<string> => {
    const late = new Promise((resolve) => setTimeout(resolve, 1000, "no answer"));
    try {
      return `got ${String(await Promise.race([act(), late]))}`;
    } catch (error) {
      return (error as Error | null)?.name ?? String(error);
    }
  };
  const outer = parent as Window & { document: Document; localStorage: Storage };
  const device = navigator as Navigator & Record<string, never> & { bluetooth?: { requestDevice(options: object): Promise<unknown> }; usb?: { requestDevice(options: object): Promise<unknown> } };
  const ways: Record<string, () => unknown> = {
    origin: () => self.origin,
    cookie: () => document.cookie,
    localStorage: () => localStorage.length,
    sessionStorage: () => sessionStorage.length,
    indexedDB: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("guest");
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error ?? new Error("refused"));
      }),
    parent: () => outer.document,
    top: () => top!.document,
    "top-storage": () => top!.localStorage.length,
    "top-address": () => top!.location.href,
    "top-function": () => (top as unknown as Record<string, unknown>)["vitrineFinish"],
    frameElement: () => frameElement!.removeAttribute("sandbox"),
    "top-navigate": () => {
      top!.location.href = "about:blank#taken";
      return "navigated";
    },
    "window-open": () => (open("about:blank", "_blank") === null ? Promise.reject(new Error("no window")) : "opened"),
    confirm: () => (confirm("?") ? "yes" : Promise.reject(new Error("no dialog"))),
    prompt: () => (prompt("?") === null ? Promise.reject(new Error("no dialog")) : "answered"),
    fullscreen: () => document.documentElement.requestFullscreen(),
    serviceWorker: () => navigator.serviceWorker.register("/sw.js"),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true, audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    position: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, (error) => reject(new Error(error.message)))),
    "clipboard-read": () => navigator.clipboard.readText(),
    notification: async () => ((await Notification.requestPermission()) === "granted" ? "granted" : Promise.reject(new Error("denied"))),
    usb: () => device.usb!.requestDevice({ filters: [] }),
    bluetooth: () => device.bluetooth!.requestDevice({ acceptAllDevices: true }),
    midi: () => navigator.requestMIDIAccess(),
    "storage-access": () => document.requestStorageAccess(),
    addresses: () => [document.baseURI, document.referrer, location.href, ...(location.ancestorOrigins ?? [])].join(" "),
  };
  const seen: Record<string, string> = {};
  for (const [name, way] of Object.entries(ways)) seen[name] = await attempt(way);
  return seen;
}
