type Anything = Record<string, new (...values: unknown[]) => Record<string, (...values: unknown[]) => unknown>>;

/**
 * What a document may want of the page around it, of the origin's storage and of the reader's device; and whether an unsealed frame of the page gets
 * it, as a control: in every engine, in some, or in none. Chromium's reader has granted all that can be granted (engines/playwright.ts); WebKit's driver
 * cannot answer dialogs.
 */
export const reachWays = {
  cookie: true,
  localStorage: true,
  sessionStorage: true,
  indexedDB: true,
  caches: true,
  "private-files": false,
  "parent-document": true,
  "top-document": true,
  "top-storage": true,
  "top-address": true,
  "top-function": true,
  "top-history": true,
  "frame-element": true,
  "own-origin": true,
  "service-worker": false,
  "document-domain": false,
  "storage-access": false,
  "window-open": false,
  "named-window": false,
  confirm: "chromium firefox",
  prompt: "chromium firefox",
  fullscreen: false,
  "pointer-lock": false,
  "picture-in-picture": false,
  camera: "chromium",
  screen: "chromium",
  position: "chromium",
  "clipboard-read": false,
  "clipboard-write": false,
  notification: false,
  usb: false,
  hid: false,
  serial: false,
  bluetooth: false,
  midi: false,
  payment: false,
  gamepad: false,
  "wake-lock": false,
  credentials: false,
  "file-picker": false,
  "directory-picker": false,
  "local-fonts": "chromium",
  "screen-details": false,
  "protocol-handler": false,
  share: false,
  xr: false,
  sensor: false,
  "keyboard-lock": false,
} as const;

export type ReachWay = keyof typeof reachWays;

/** Runs in a document: tries these, and says of each what it got, or which error. */
export async function reach(names: ReachWay[]): Promise<Record<string, string>> {
  const outer = parent as Window & { document: Document; localStorage: Storage };
  const scope = globalThis as unknown as Anything;
  const device = navigator as unknown as Record<string, Record<string, (...values: unknown[]) => unknown>> & Record<string, (...values: unknown[]) => unknown>;
  const none = (message: string) => Promise.reject(new Error(message));
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
    "window-open": () => (open("about:blank", "_blank") === null ? none("no window") : "opened"),
    "named-window": () => (open("about:blank", "vitrine-named") === null ? none("no window") : "opened"),
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
    "protocol-handler": () => navigator.registerProtocolHandler("web+vitrine", "https://vitrine.invalid/%s"),
    share: () => navigator.share({ text: "x" }),
    xr: () => device["xr"]!["requestSession"]!("immersive-vr"),
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
