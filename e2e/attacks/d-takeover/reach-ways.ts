type Anything = Record<string, new (...values: unknown[]) => Record<string, (...values: unknown[]) => unknown>>;

/**
 * What a document may want of the page around it, of the origin's storage and of the reader's device; and in which engines the page itself, or a frame of it that is
 * not sealed, must get it, as a control ("all" for each). Where none is named, the same call must at least end otherwise there than in a sealed document (asked for a gesture, a device, the
 * reader's word, and not refused by sandbox or policy), or there is no such API in the engine, or `withoutControl` says why neither can be had.
 * Chromium's reader has granted all that can be granted (engines/playwright.ts).
 */
export const reachWays = {
  cookie: "all",
  localStorage: "all",
  sessionStorage: "all",
  indexedDB: "all",
  caches: "all",
  "private-files": "chromium firefox",
  "parent-document": "all",
  "top-document": "all",
  "top-storage": "all",
  "top-address": "all",
  "top-function": "all",
  "top-history": "all",
  "frame-element": "all",
  "own-origin": "all",
  "service-worker": "",
  "document-domain": "all",
  "storage-access": "chromium firefox webkit",
  "window-open": "chromium firefox",
  "named-window": "chromium firefox",
  confirm: "chromium firefox",
  prompt: "chromium firefox",
  fullscreen: "",
  "pointer-lock": "",
  "picture-in-picture": "",
  camera: "chromium",
  screen: "chromium",
  position: "chromium",
  "clipboard-read": "chromium",
  "clipboard-write": "chromium",
  notification: "",
  usb: "",
  hid: "",
  serial: "",
  bluetooth: "",
  midi: "",
  payment: "",
  gamepad: "",
  "wake-lock": "firefox",
  credentials: "",
  "file-picker": "",
  "directory-picker": "",
  "local-fonts": "chromium",
  "screen-details": "",
  "protocol-handler": "chromium firefox",
  share: "",
  xr: "",
  sensor: "",
  "keyboard-lock": "chromium",
} as const;

const gesture = "asks for a reader's gesture before it asks sandbox or policy, and no script can make one";
const denied = "headless browsers deny it to every page";

/** Why the page itself ends as a sealed document does, by engine. */
export const withoutControl: Partial<Record<ReachWay, Partial<Record<string, string>>>> = {
  "window-open": { webkit: "its driver lets no page open a window" },
  "named-window": { webkit: "its driver lets no page open a window" },
  confirm: { webkit: "its driver cannot answer dialogs" },
  prompt: { webkit: "its driver cannot answer dialogs" },
  fullscreen: { firefox: gesture },
  "pointer-lock": { webkit: gesture },
  screen: { firefox: gesture, webkit: gesture },
  "clipboard-read": { firefox: gesture, webkit: gesture },
  "clipboard-write": { firefox: gesture, webkit: gesture },
  notification: { chromium: denied, firefox: denied, webkit: denied },
  midi: { firefox: "answers a refusal only after some seconds, so that a page cannot tell who refused" },
  gamepad: { chromium: "no gamepad is there", firefox: "no gamepad is there", webkit: "no gamepad is there" },
  "screen-details": { chromium: denied },
};

export type ReachWay = keyof typeof reachWays;

/** Runs in a document: tries these, and says of each what it got, or which error. */
export async function reach(names: ReachWay[]): Promise<Record<string, string>> {
  const outer = parent as Window & { document: Document; localStorage: Storage };
  const scope = globalThis as unknown as Anything;
  const device = navigator as unknown as Record<string, Record<string, (...values: unknown[]) => unknown>> & Record<string, (...values: unknown[]) => unknown>;
  const none = (message: string) => Promise.reject(new Error(message));
  const opened = (made: Window | null) => (made === null ? none("no window") : (made.close(), "opened"));
  const ways: Record<ReachWay, () => unknown> = {
    cookie: () => document.cookie || none("no cookie"),
    localStorage: () => localStorage.length,
    sessionStorage: () => sessionStorage.length,
    indexedDB: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("guest");
        request.onsuccess = () => resolve(request.result.close());
        request.onerror = () => reject(request.error ?? new Error("refused"));
      }),
    caches: async () => (await caches.keys()).length,
    "private-files": async () => (await navigator.storage.getDirectory()).name,
    "parent-document": () => outer.document,
    "top-document": () => top!.document,
    "top-storage": () => top!.localStorage.length,
    "top-address": () => top!.location.href,
    "top-function": () => (top as unknown as Record<string, unknown>)["vitrineFinish"],
    "top-history": () => top!.history.length,
    "frame-element": () => (frameElement ? frameElement.removeAttribute("sandbox") : none("no element")),
    "own-origin": () => (self.origin === "null" ? none("opaque") : self.origin),
    "service-worker": () => navigator.serviceWorker.register("/sw.js"),
    "document-domain": () => (document.domain = "127.0.0.1"),
    "storage-access": () => document.requestStorageAccess(),
    "window-open": () => opened(open("about:blank", "_blank")),
    "named-window": () => opened(open("about:blank", "vitrine-named")),
    confirm: () => (confirm("?") ? "yes" : none("no dialog")),
    prompt: () => (prompt("?") === null ? none("no dialog") : "answered"),
    fullscreen: () => document.documentElement.requestFullscreen(),
    "pointer-lock": async () => {
      await document.documentElement.requestPointerLock();
      return document.pointerLockElement === null ? none("not locked") : "locked";
    },
    "picture-in-picture": () => (scope["documentPictureInPicture"] as unknown as { requestWindow(): unknown }).requestWindow(),
    camera: () => navigator.mediaDevices.getUserMedia({ video: true, audio: true }),
    screen: () => navigator.mediaDevices.getDisplayMedia(),
    position: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, ({ message }) => reject(new Error(message)))),
    "clipboard-read": () => navigator.clipboard.readText(),
    "clipboard-write": () => navigator.clipboard.writeText("taken"),
    notification: async () => ((await Notification.requestPermission()) === "granted" ? "granted" : none("denied")),
    usb: () => device["usb"]!["requestDevice"]!({ filters: [] }),
    hid: () => device["hid"]!["requestDevice"]!({ filters: [] }),
    serial: () => device["serial"]!["requestPort"]!(),
    bluetooth: () => device["bluetooth"]!["requestDevice"]!({ acceptAllDevices: true }),
    midi: () => navigator.requestMIDIAccess(),
    payment: () => new scope["PaymentRequest"]!([{ supportedMethods: "https://pay.invalid" }], { total: { label: "x", amount: { currency: "EUR", value: "1" } } })["show"]!(),
    gamepad: () => (navigator.getGamepads().some(Boolean) ? "gamepads" : none("no gamepad")),
    "wake-lock": () => navigator.wakeLock.request("screen"),
    credentials: async () => (await navigator.credentials.get({ publicKey: { challenge: new Uint8Array(8) } })) ?? none("no credential"),
    "file-picker": () => (scope["showOpenFilePicker"] as unknown as () => unknown)(),
    "directory-picker": () => (scope["showDirectoryPicker"] as unknown as () => unknown)(),
    "local-fonts": async () => ((await (scope["queryLocalFonts"] as unknown as () => Promise<unknown[]>)()).length > 0 ? "fonts" : none("no fonts")),
    "screen-details": () => (scope["getScreenDetails"] as unknown as () => unknown)(),
    "protocol-handler": () => navigator.registerProtocolHandler("web+vitrine", `${self.origin === "null" ? "https://vitrine.invalid" : self.origin}/%s`),
    share: () => navigator.share({ text: "x" }),
    xr: async () => {
      await device["xr"]!["isSessionSupported"]!("immersive-vr");
      return device["xr"]!["requestSession"]!("immersive-vr");
    },
    sensor: () =>
      new Promise((resolve, reject) => {
        const sensor = new scope["Accelerometer"]!() as unknown as { start(): void; onreading: unknown; onerror: unknown };
        sensor.onreading = resolve;
        sensor.onerror = ({ error }: { error: Error }) => reject(error);
        sensor.start();
      }),
    "keyboard-lock": () => device["keyboard"]!["lock"]!(),
  };
  const attempt = async (name: ReachWay): Promise<string> => {
    const late = new Promise<string>((resolve) => setTimeout(resolve, 1500, "no answer"));
    try {
      const got = await Promise.race([(async () => ({ value: await ways[name]() }))(), late]);
      return typeof got === "string" ? got : `got ${String(got.value)}`;
    } catch (error) {
      return `${(error as Error | null)?.name ?? String(error)}: ${(error as Error | null)?.message ?? ""}`;
    }
  };
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await attempt(name)] as const)));
}
