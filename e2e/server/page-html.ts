import type { PageSettings } from "../report.ts";

/** What a suite's own scripts carry, where its page has a policy. */
const nonce = "suite";

/** The policy of a page that embeds Vitrine strictly: nothing but its own origin, and the sink that the test asks for arrivals. */
export function strictCsp({ sink }: PageSettings): string {
  return `default-src 'self'; script-src 'self' 'nonce-${nonce}'; connect-src 'self' ${sink}; img-src 'self' data:`;
}

/** The document of a suite: the report and its promise first, so that a script that fails to load is reported too. */
export function pageHtml(settings: PageSettings): string {
  const json = JSON.stringify(settings).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${settings.suite}</title>
<link rel="icon" href="data:,">
<script type="application/json" id="vitrine-settings">${json}</script>
<script nonce="${nonce}">
  globalThis.vitrineReport = { suite: ${JSON.stringify(settings.suite)}, done: false, cases: [] };
  globalThis.vitrineFinished = new Promise((resolve) => { globalThis.vitrineFinish = resolve; });
  function vitrineBroken(reason) {
    if (vitrineReport.cases.length > 0 || vitrineReport.done) return;
    vitrineReport.error = reason;
    vitrineFinish();
  }
  addEventListener("error", (event) => vitrineBroken(event.message ?? "A script did not load"), true);
  addEventListener("unhandledrejection", (event) => vitrineBroken(String(event.reason)));
</script>
<body>
<script type="module" src="/suites/${settings.suite}.js"></script>
</body>
</html>`;
}
