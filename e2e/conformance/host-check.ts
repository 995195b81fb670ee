import type { HostReport, SandboxOptions } from "@vitrine/sdk";
import { assert, type CaseContext, equal, settings, suite } from "./harness/index.ts";

interface Answer {
  failure?: string;
  report: HostReport;
  drawn?: [status: string, mime: string, refused: string[]];
}

const selfHosted: SandboxOptions = { assets: "/assets/" };
const framed: SandboxOptions = { ...selfHosted, frameUrl: "/assets/frame.html" };

/** Opens a page under a policy of docs/csp.md, changed or not, and has it check itself; with `runs`, also draw a chart. */
async function openPage(context: CaseContext, policy: string, options: SandboxOptions, { change = [], runs = false }: { change?: string[]; runs?: boolean } = {}): Promise<Answer> {
  const frame = document.createElement("iframe");
  const answered = new Promise<Answer>((resolve, reject) => {
    setTimeout(() => reject(new Error(`no answer under ${policy} with ${change.join("; ")} and ${JSON.stringify(options)}`)), 60_000);
    const listen = ({ source, data }: MessageEvent<Answer>) => {
      if (source !== frame.contentWindow || !(data.report ?? data.failure)) return;
      removeEventListener("message", listen);
      if (data.failure === undefined) resolve(data);
      else reject(new Error(data.failure));
    };
    addEventListener("message", listen);
  });
  context.after(() => frame.remove());
  const query = new URLSearchParams(change.map((directive) => ["change", directive]));
  frame.src = `/csp/page/${policy}?${query}#${encodeURIComponent(JSON.stringify({ options, runs }))}`;
  document.body.append(frame);
  const answer = await answered;
  frame.remove();
  return answer;
}

/** A document of renderHtml, once it is loaded. */
async function openRendered(context: CaseContext, query: string): Promise<Document> {
  const frame = document.createElement("iframe");
  frame.src = `/csp/render-html${query}`;
  context.after(() => frame.remove());
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    document.body.append(frame);
  });
  return frame.contentDocument!;
}

const faultsOf = ({ checks }: HostReport) => checks.filter(({ ok, needed }) => !ok && needed).map(({ id, why, fix }) => `${id}: ${why} ${fix}`);

/** Policies of docs/csp.md under which a program runs and draws. */
const holding: { policy: string; options: SandboxOptions; runs: boolean }[] = [
  { policy: "strict", options: framed, runs: true },
  { policy: "srcdoc", options: selfHosted, runs: true },
  { policy: "trusted-types", options: framed, runs: false },
];

const served = (query: Record<string, string>): SandboxOptions => ({ ...selfHosted, frameUrl: `/csp/frame.html?${new URLSearchParams(query)}` });

/** WebKit compiles WebAssembly without being allowed to, so there is nothing to find there. */
const asksForWasm = settings.engine !== "webkit";

/** What is wrong, and what the report must say of it: the check, and words of its fault or fix. */
const broken: { policy: string; change?: string[]; options: SandboxOptions; id: string; says: string[] }[] = [
  { policy: "strict", change: ["connect-src 'none'"], options: framed, id: "assets", says: ["Add 'self' to the page's connect-src"] },
  { policy: "strict", change: ["frame-src 'none'"], options: framed, id: "frame", says: ["Add 'self' to the page's frame-src"] },
  { policy: "strict", options: selfHosted, id: "inherited-policy", says: [`script-src 'unsafe-inline'${asksForWasm ? " 'wasm-unsafe-eval'" : ""} blob:`, "worker-src blob:", "style-src 'unsafe-inline'", "img-src data: blob:", "frameUrl"] },
  { policy: "srcdoc", change: ["worker-src 'none'", "img-src blob:"], options: selfHosted, id: "inherited-policy", says: ["lacks: worker-src blob:; img-src data:."] },
  { policy: "trusted-types", options: selfHosted, id: "trusted-types", says: ["require-trusted-types-for", "frameUrl"] },
  { policy: "strict", options: served({ header: "X-Frame-Options:DENY" }), id: "frame", says: ["X-Frame-Options: deny"] },
  { policy: "strict", options: served({ header: "Content-Security-Policy:frame-ancestors 'none'" }), id: "frame", says: ["Add 'self' to frame-ancestors"] },
  { policy: "strict", options: served({ header: "Content-Security-Policy:default-src 'self'" }), id: "frame", says: ["default-src 'self'", "Serve frame.html without your page's"] },
  { policy: "strict", options: served({ header: "Content-Security-Policy:sandbox" }), id: "frame", says: ["sandbox allow-scripts"] },
  { policy: "strict", options: served({ type: "text/plain" }), id: "frame", says: ["Content-Type: text/html"] },
  { policy: "strict", options: served({ status: "404" }), id: "frame", says: ["HTTP 404"] },
  { policy: "strict", options: served({ text: "<!-- injected -->" }), id: "frame-version", says: ["another document"] },
  { policy: "strict", options: { ...framed, assets: "/csp/nowhere/" }, id: "assets", says: ["assets.json answers with HTTP 404"] },
  { policy: "strict", options: { ...framed, assets: "/csp/stale/" }, id: "assets", says: ["another version", "vitrine assets"] },
  { policy: "strict", change: [`connect-src 'self' ${settings.sink}`], options: { ...framed, assets: `${settings.sink}/closed/x/` }, id: "assets", says: [`Access-Control-Allow-Origin: ${location.origin}`] },
  { policy: "strict", options: { ...framed, policy: { network: [{ origin: settings.sink }] } }, id: "network", says: [`Add ${settings.sink} to the page's connect-src`] },
  { policy: "cdn", change: ["connect-src 'self'"], options: { frameUrl: "/assets/frame.html" }, id: "assets", says: ["Add https://cdn.jsdelivr.net to the page's connect-src"] },
];
if (asksForWasm) {
  broken.push(
    { policy: "srcdoc", change: ["script-src 'self' 'unsafe-inline' blob:"], options: selfHosted, id: "inherited-policy", says: ["lacks: script-src 'wasm-unsafe-eval'."] },
    { policy: "strict", options: served({ header: "Content-Security-Policy:script-src 'unsafe-inline' blob:" }), id: "worker", says: ["'wasm-unsafe-eval'"] },
  );
}

await suite([
  ...holding.map(({ policy, options, runs }) => ({
    id: `policy-${policy}`,
    title: `S6: under the documented policy ${policy} checkHost() finds nothing${runs ? ", a program runs, its chart is drawn, and nothing is refused" : ""}`,
    timeoutMs: 90_000,
    async run(context: CaseContext) {
      const { report, drawn } = await openPage(context, policy, options, { runs });
      equal([report.ok, faultsOf(report)], [true, []], "the report");
      assert(report.checks.length >= 10, `only ${report.checks.length} checks`);
      if (runs) equal(drawn, ["ok", "application/vnd.plotly.v1+json", []], "the drawing, and what was refused");
      return report.checks.map(({ id, ok, why }) => `${ok ? "ok" : "not"} ${id} ${why}`).join("\n");
    },
  })),
  {
    id: "policy-cdn",
    title: "S6: under the documented policy cdn nothing of the page's policy is in the way",
    timeoutMs: 60_000,
    allowConsoleErrors: true,
    async run(context) {
      const { report } = await openPage(context, "cdn", { frameUrl: "/assets/frame.html" });
      // The CDN itself is not to be reached everywhere.
      equal(faultsOf(report).filter((fault) => !/^assets: \S+ is not reached/.test(fault)), [], "what is missing");
    },
  },
  {
    id: "policy-render-html",
    title: "S6: a document of renderHtml runs under its documented policy",
    timeoutMs: 90_000,
    async run(context) {
      const page = await openRendered(context, "");
      equal(getComputedStyle(page.body).maxWidth, "960px", "the page's own style");
      const printed = () => page.querySelector(".vitrine-stdout")?.textContent;
      while (!printed()) await new Promise((resolve) => new MutationObserver(resolve).observe(page.body, { subtree: true, childList: true, characterData: true }));
      equal(printed(), "42\n", "what was printed");
    },
  },
  {
    id: "other-version",
    title: "S9: a page whose vitrine.js is another than the one it was made with runs nothing of it, and says why",
    allowConsoleErrors: true,
    async run(context) {
      const page = await openRendered(context, `?integrity=${encodeURIComponent(`sha384-${"A".repeat(64)}`)}`);
      const slot = page.getElementById("vitrine");
      equal([slot?.className, slot?.textContent.includes("it is not the one of the version that made this page")], ["", true], "what stands where the outputs would be");
    },
  },
  {
    id: "host-faults",
    title: "S6: checkHost() names what is missing, and the header, directive or option to change",
    timeoutMs: 180_000,
    allowConsoleErrors: true,
    async run(context) {
      const problems: string[] = [];
      for (const { policy, change, options, id, says } of broken) {
        const { report } = await openPage(context, policy, options, change ? { change } : {});
        const faults = faultsOf(report);
        const named = faults.find((fault) => fault.startsWith(`${id}: `));
        if (report.ok || !named || !says.every((words) => named.includes(words))) problems.push(`${policy} ${change?.join("; ") ?? ""} ${JSON.stringify(options)}: expected ${id} with ${says.join(" | ")}, got ${faults.join(" || ") || "nothing"}`);
      }
      assert(problems.length === 0, problems.join("\n"));
      return `${broken.length} faults named`;
    },
  },
]);
