import type { NetworkRule } from "@vitrine/protocol";
import { invalidArgument } from "./failures.ts";

const usualMethods = ["GET", "HEAD"];
const knownMethods = [...usualMethods, "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** `policy.network`, checked and ready to be asked. */
export class NetworkRules {
  readonly #rules: readonly Required<NetworkRule>[];

  /** Throws INVALID_ARGUMENT. */
  constructor(rules: readonly NetworkRule[]) {
    if (!Array.isArray(rules)) throw refused("is not a list", "Pass a list of { origin, methods, path }.", rules);
    this.#rules = rules.map(readRule);
  }

  /** Origins that take the method. */
  origins(method: string): string[] {
    return [...new Set(this.#rules.filter(({ methods }) => methods.includes(method)).map(({ origin }) => origin))];
  }

  /** Why the request is not allowed, by the rule that it breaks; undefined: it is. */
  denial(method: string, address: string): string | undefined {
    const url = URL.parse(address);
    const host = url?.host || "a URL without a host";
    if (this.#rules.length === 0) return `the network is closed to this code: ${host} was not reached. Put the data into the code, or mount it as a file.`;
    if (!url || !/^https?:$/.test(url.protocol)) return `only http and https addresses can be asked for, not ${address.slice(0, 100)}.`;
    if (url.username || url.password) return `the address of ${host} has a user name or password in it, which is never sent.`;
    const ofOrigin = this.#rules.filter(({ origin }) => origin === url.origin);
    if (ofOrigin.length === 0) return `policy.network does not list ${url.origin}; it lists ${this.#rules.map(inWords).join("; ")}.`;
    const allowed = ofOrigin.some(({ methods, path }) => methods.includes(method) && isBelow(url.pathname, path));
    return allowed ? undefined : `policy.network allows ${ofOrigin.map(inWords).join("; ")}: not ${method} ${url.pathname.slice(0, 200)}.`;
  }
}

const inWords = ({ origin, methods, path }: Required<NetworkRule>) => `${origin}${path === "/" ? "" : path} (${methods.join(", ")})`;

/** A prefix ends where a segment ends: /data covers /data and /data/a.csv, never /database. */
function isBelow(pathname: string, path: string): boolean {
  if (path === "/" || pathname === path) return true;
  // Servers that decode before they split would leave the folder.
  if (/%2f|%5c/i.test(pathname)) return false;
  return pathname.startsWith(path.endsWith("/") ? path : `${path}/`);
}

function readRule(rule: NetworkRule): Required<NetworkRule> {
  const { origin, methods = usualMethods, path = "/", ...unknown } = rule;
  if (Object.keys(unknown).length > 0) throw refused(`has a rule with ${Object.keys(unknown).join(", ")}`, "Use origin, methods and path only.", rule);
  const url = typeof origin === "string" ? URL.parse(origin) : null;
  // What a Content-Security-Policy cannot name could not be policed on redirects.
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== origin || !/^[\w.-]+$/.test(url.hostname)) {
    throw refused(`has an origin that is none: ${origin}`, 'Write scheme, host and port exactly, such as "https://api.example.com"; there are no wildcards.', rule);
  }
  if (!Array.isArray(methods) || methods.length === 0 || !methods.every((method) => knownMethods.includes(method as string))) {
    throw refused(`has methods that it does not know for ${origin}`, `Use some of ${knownMethods.join(", ")}.`, rule);
  }
  if (typeof path !== "string" || !path.startsWith("/") || URL.parse(path, origin)?.pathname !== path) {
    throw refused(`has a path for ${origin} that is none: ${path}`, 'Write an absolute, encoded path without query, such as "/data" or "/data/a.csv".', rule);
  }
  return { origin, methods: methods as string[], path };
}

const refused = (what: string, fix: string, rule: unknown) => invalidArgument(`\`policy.network\` ${what}.`, fix, { rule });
