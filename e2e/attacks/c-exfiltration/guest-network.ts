import type { NetworkRule, SandboxOptions } from "@vitrine/sdk";
import { assert, type Attack, type CaseContext, createSink, equal, settings } from "../harness/index.ts";
import { hostileSandbox, runHostile } from "../support/hostile-runtime.ts";

const here = settings.sink;
// The same server under another name: another origin.
const elsewhere = here.replace("127.0.0.1", "localhost");

interface Ask {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}
type Told = { status: number; url: string; redirected: boolean; text: string } | { error: string };

/** Has a guest ask for these, one after another, by its own fetch; tells what it got. */
async function askAll(context: CaseContext, network: NetworkRule[], asks: Ask[], limits: SandboxOptions["limits"] = {}): Promise<Told[]> {
  const guest = `async ({ post, finish }, asks) => {
    const told = [];
    for (const { url, ...init } of asks) {
      told.push(await fetch(url, init).then(
        async (response) => ({ status: response.status, url: response.url, redirected: response.redirected, text: await response.text() }),
        (error) => ({ error: error.message }),
      ));
    }
    post({ type: "stdout-delta", text: JSON.stringify(told) });
    finish();
  }`;
  const sandbox = await hostileSandbox(context, guest, { policy: { network }, limits });
  const { status, stdout, error } = await runHostile(sandbox, { argument: asks, limits: { installMs: 20_000, ...limits } });
  equal(status, "ok", `the guest: ${error?.message}`);
  return JSON.parse(stdout) as Told[];
}

/** A fresh address of one of the sink's ways (server/sink-server.ts), and its arrivals. */
function address(way: string, query: Record<string, string> = {}, origin = here) {
  const sink = createSink(way);
  const key = sink.url.split("/").at(-1)!;
  const search = new URLSearchParams(query).toString();
  return { url: `${origin}/${way}/${key}${search && `?${search}`}`, arrivals: sink.arrivals };
}

const why = (told: Told | undefined) => (told && "error" in told ? told.error : JSON.stringify(told));

/** R21: the network that policy.network opens, and nothing beside it. */
export const guestNetworkCases: Attack[] = [
  {
    id: "C-guest-network-rules",
    title: "R21: a request goes out only where a rule names its origin, method and path; the reason names the rule",
    async run(context) {
      const network = [
        { origin: here, path: "/echo" },
        { origin: here, methods: ["POST"], path: "/text/" },
      ];
      const [allowed, posted] = [address("echo"), address("text", { body: "posted" })];
      const refused: Record<string, { ask: Ask; arrivals: () => Promise<number>; reason: RegExp }> = {};
      const refuse = (name: string, target: ReturnType<typeof address>, reason: RegExp, change: (url: string) => Partial<Ask> = () => ({})) => {
        refused[name] = { ask: { url: target.url, ...change(target.url) }, arrivals: target.arrivals, reason };
      };
      refuse("origin", address("echo", {}, elsewhere), /policy\.network does not list http:\/\/localhost:\d+; it lists http:\/\/127/);
      refuse("page", address("echo", {}, location.origin), /does not list/);
      refuse("method", address("echo"), /not POST \/echo/, () => ({ method: "POST", body: "x" }));
      refuse("get where POST is listed", address("text"), /not GET \/text/);
      refuse("path", address("sink"), /not GET \/sink/);
      refuse("longer segment", address("echo"), /not GET \/echoes/, (url) => ({ url: url.replace("/echo/", "/echoes/") }));
      refuse("dots", address("sink"), /not GET \/sink/, (url) => ({ url: url.replace("/sink/", "/echo/../sink/") }));
      refuse("encoded dots", address("sink"), /not GET/, (url) => ({ url: url.replace("/sink/", "/echo/%2e%2e%2fsink/") }));
      refuse("backslash", address("sink"), /not GET/, (url) => ({ url: url.replace("/sink/", "/echo/%5c..%5csink/") }));
      refuse("password", address("echo"), /never sent/, (url) => ({ url: url.replace("//", "//user:secret@") }));
      refuse("scheme", address("echo"), /only http and https/, (url) => ({ url: url.replace("http:", "ftp:") }));
      const names = Object.keys(refused);
      const told = await askAll(context, network, [{ url: allowed.url }, { url: posted.url, method: "POST", body: "x" }, ...names.map((name) => refused[name]!.ask)]);
      equal([why(told[0]).includes("GET"), (await allowed.arrivals()) > 0], [true, true], `what is listed: ${why(told[0])}`);
      assert(why(told[1]).includes("posted"), `POST where it is listed: ${why(told[1])}`);
      for (const [index, name] of names.entries()) {
        const reason = why(told[index + 2]);
        assert(reason.startsWith("NETWORK_DENIED: ") && refused[name]!.reason.test(reason), `${name}: ${reason}`);
        equal(await refused[name]!.arrivals(), 0, `arrivals by ${name}`);
      }
      return told.map(why).join("\n");
    },
  },
  {
    id: "C-guest-network-redirects",
    title: "R21: a redirect to an origin that is not listed, or not for this method, is never followed; one out of the path gives nothing",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      const only = [{ origin: here, methods: ["GET", "POST"] }];
      const both = [...only, { origin: elsewhere }];
      const hop = (to: string, status = "302") => address("redirect", { to, status }).url;
      const inside = address("text", { body: "inside" });
      const [away, twice, posted, listed] = [0, 1, 2, 3].map(() => address("text", { body: "away" }, elsewhere)) as [ReturnType<typeof address>, ...ReturnType<typeof address>[]];
      const first = await askAll(context, only, [{ url: hop(inside.url) }, { url: hop(away.url) }, { url: hop(hop(twice!.url)) }]);
      assert(!("error" in first[0]!) && first[0]!.text === "inside" && first[0]!.redirected && first[0]!.url === inside.url, `inside: ${why(first[0])}`);
      for (const told of first.slice(1)) assert(/^NETWORK_DENIED: .*redirected to an origin that policy\.network does not list/.test(why(told)), why(told));
      equal([await away.arrivals(), await twice!.arrivals()], [0, 0], "arrivals where the redirects lead");

      // Control: listed, it arrives; but a POST does not, where only GET is.
      const second = await askAll(context, both, [{ url: hop(listed!.url) }, { url: hop(posted!.url, "307"), method: "POST", body: "x" }]);
      assert(!("error" in second[0]!) && second[0]!.text === "away", `listed: ${why(second[0])}`);
      assert(/^NETWORK_DENIED: .*not list for POST/.test(why(second[1])), `POST: ${why(second[1])}`);
      equal([(await listed!.arrivals()) > 0, await posted!.arrivals()], [true, 0], "arrivals");

      const [third] = await askAll(context, [{ origin: here, path: "/redirect" }], [{ url: hop(inside.url) }]);
      assert(/^NETWORK_DENIED: .*redirected to .*, out of what policy\.network allows/.test(why(third)) && !/inside|text/.test(why(third)), `out of the path: ${why(third)}`);

      // The page itself is as free as before.
      equal(await (await fetch(listed!.url)).text(), "away", "the page's own request");
      return [...first, ...second, third].map(why).join("\n");
    },
  },
  {
    id: "C-guest-network-reader",
    title: "R21: a request carries nothing of the reader: no cookies, no referrer; the guest sets no header that is the browser's, and none that changes the method",
    async run(context) {
      const cookie = `vitrine-test-${crypto.randomUUID()}`;
      document.cookie = `${cookie}=1; path=/`;
      context.after(() => (document.cookie = `${cookie}=; path=/; max-age=0`));
      const headers = { cookie: "a=1", referer: "http://evil.test/", "x-http-method-override": "DELETE", "user-agent": "guest", "proxy-x": "1", "x-own": "kept" };
      const [told] = await askAll(context, [{ origin: here, methods: ["POST"] }], [{ url: address("echo").url, method: "POST", headers, body: "text" }]);
      assert(told && !("error" in told), why(told));
      const echoed = JSON.parse(told.text) as { method: string; headers: Record<string, string>; body: string };
      const absent = ["cookie", "referer", "x-http-method-override", "proxy-x"].filter((name) => echoed.headers[name] !== undefined);
      equal([echoed.method, echoed.body, echoed.headers["x-own"], absent], ["POST", "text", "kept", []], told.text);
      assert(echoed.headers["user-agent"] !== "guest", "user-agent is the browser's");
      const control = (await (await fetch(address("echo").url, { credentials: "include" })).json()) as typeof echoed;
      assert(control.headers["cookie"]?.includes(cookie) && control.headers["referer"], "control: the page's own request has them");
    },
  },
  {
    id: "C-guest-network-limits",
    title: "R21: requests, bytes and time are limited; what did not come through says why, and what to do",
    timeoutMs: 30_000,
    allowConsoleErrors: true,
    async run(context) {
      const network = [{ origin: here, methods: ["GET", "POST"] }, { origin: "http://no-such-host.invalid" }];
      const small = address("text", { body: "x" }).url;
      const some = { networkRequests: 3, networkBytes: 1000, networkMs: 1000 };
      const [one, two, three, four] = await askAll(context, network, [{ url: small }, { url: address("text", { body: "x", times: "5000" }).url }, { url: small }, { url: small }], some);
      assert(!("error" in one!), why(one));
      for (const told of [two, three]) assert(/^NETWORK_FAILED: .*limits\.networkBytes/.test(why(told)), why(told));
      assert(/^NETWORK_FAILED: .*limits\.networkRequests/.test(why(four)), why(four));
      const [sent] = await askAll(context, network, [{ url: small, method: "POST", body: "x".repeat(5000) }], some);
      assert(/^NETWORK_FAILED: .*limits\.networkBytes/.test(why(sent)), why(sent));
      const asks = [address("silent").url, address("closed").url, "http://no-such-host.invalid/x"].map((url) => ({ url }));
      const [silent, closed, nowhere] = await askAll(context, network, asks, { networkMs: 1500 });
      assert(/^NETWORK_FAILED: .*limits\.networkMs \(1500 ms\)/.test(why(silent)), why(silent));
      assert(/^NETWORK_FAILED: .*CORS/.test(why(closed)), why(closed));
      assert(why(nowhere).startsWith("NETWORK_FAILED: no-such-host.invalid was not reached"), why(nowhere));
      return [two, four, silent, closed, nowhere].map(why).join("\n");
    },
  },
  {
    id: "C-guest-network-closed",
    title: "R21: without rules nothing goes out, and no frame stays behind",
    async run(context) {
      const target = address("echo");
      const [told] = await askAll(context, [], [{ url: target.url }]);
      assert(why(told).startsWith("NETWORK_DENIED: the network is closed"), why(told));
      equal(await target.arrivals(), 0, "arrivals");
      equal(document.querySelectorAll('iframe[title="Vitrine network"]').length, 0, "frames that are left");
    },
  },
];
