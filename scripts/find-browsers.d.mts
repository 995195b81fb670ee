export interface FoundBrowser {
  driver: "playwright" | "bidi" | "webdriver";
  executable: string;
  /** WebKitGTK's driver. */
  webdriver?: string;
}
export function findBrowsers(): Promise<Partial<Record<"chromium" | "firefox" | "webkit", FoundBrowser>>>;
