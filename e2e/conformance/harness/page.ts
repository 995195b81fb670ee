import type { PageSettings, Report } from "../../report.ts";

declare global {
  /** The report, complete once `done`. Made by the page's first script (`server/page-html.ts`), before any module loads. */
  var vitrineReport: Report;
  /** Resolves when the report is complete. */
  var vitrineFinished: Promise<void>;
  var vitrineFinish: () => void;
}

/** What the server says to this page. */
export const settings: PageSettings = JSON.parse(document.getElementById("vitrine-settings")!.textContent) as PageSettings;
