import type { NetworkRule, VitrineError } from "@vitrine/protocol";
import { describe, expect, test } from "vitest";
import { NetworkRules } from "./network-rules.ts";

describe("policy.network", () => {
  const rules = new NetworkRules([
    { origin: "https://a.test" },
    { origin: "https://b.test:8443", methods: ["POST"], path: "/api" },
    { origin: "https://c.test", path: "/data/a.csv" },
    { origin: "https://c.test", path: "/open/" },
  ]);

  test.each([
    ["GET", "https://a.test/"],
    ["HEAD", "https://a.test/any/where?q=1#f"],
    ["GET", "https://A.test:443/"],
    ["POST", "https://b.test:8443/api"],
    ["POST", "https://b.test:8443/api/x"],
    ["GET", "https://c.test/data/a.csv"],
    ["GET", "https://c.test/open/x%20y"],
  ])("R21: allows %s %s", (method, url) => {
    expect(rules.denial(method, url)).toBeUndefined();
  });

  test.each([
    ["GET", "https://d.test/", /does not list https:\/\/d\.test; it lists https:\/\/a\.test \(GET, HEAD\); https:\/\/b\.test:8443\/api \(POST\)/],
    ["GET", "http://a.test/", /does not list http:\/\/a\.test/],
    ["GET", "https://a.test:8443/", /does not list https:\/\/a\.test:8443/],
    ["GET", "https://sub.a.test/", /does not list/],
    ["GET", "https://a.test.evil.test/", /does not list/],
    ["GET", "https://a.test./", /does not list/],
    ["GET", "https://a.test@evil.test/", /never sent/],
    ["GET", "https://user:x@a.test/", /never sent/],
    ["DELETE", "https://a.test/", /not DELETE \//],
    ["get", "https://a.test/", /not get \//],
    ["GET", "https://b.test:8443/api", /not GET \/api/],
    ["POST", "https://b.test:8443/apis", /not POST \/apis/],
    ["POST", "https://b.test:8443/api/../x", /not POST \/x/],
    ["POST", "https://b.test:8443/api/%2e%2e/x", /not POST \/x/],
    ["POST", "https://b.test:8443/api/..%2fx", /not POST/],
    ["POST", "https://b.test:8443/api/%2E%2E%5Cx", /not POST/],
    ["GET", "https://c.test/data/a.csv/x/..%2f", /not GET/],
    ["GET", "https://c.test/open", /not GET \/open/],
    ["GET", "file:///etc/passwd", /only http and https/],
    ["GET", "//a.test/", /only http and https/],
    ["GET", "", /only http and https/],
  ])("R21: refuses %s %s and says why", (method, url, reason) => {
    expect(rules.denial(method, url)).toMatch(reason);
  });

  test("R21: without rules the network is closed", () => {
    expect(new NetworkRules([]).denial("GET", "https://a.test/")).toMatch(/the network is closed to this code: a\.test/);
  });

  test("a redirect may lead only to origins that take the method", () => {
    expect([rules.origins("GET"), rules.origins("POST"), rules.origins("PUT")]).toEqual([["https://a.test", "https://c.test"], ["https://b.test:8443"], []]);
  });

  test.each<[unknown, RegExp]>([
    [{ origin: "https://*.a.test" }, /origin that is none/],
    [{ origin: "*" }, /origin that is none/],
    [{ origin: "https://a.test/" }, /origin that is none/],
    [{ origin: "https://a.test:443" }, /origin that is none/],
    [{ origin: "https://user@a.test" }, /origin that is none/],
    [{ origin: "https://[::1]:8080" }, /origin that is none/],
    [{ origin: "ftp://a.test" }, /origin that is none/],
    [{ origin: "https://a.test; script-src *" }, /origin that is none/],
    [{ origin: 7 }, /origin that is none/],
    [{}, /origin that is none/],
    [{ origin: "https://a.test", methods: ["TRACE"] }, /methods/],
    [{ origin: "https://a.test", methods: ["get"] }, /methods/],
    [{ origin: "https://a.test", methods: [] }, /methods/],
    [{ origin: "https://a.test", path: "data" }, /path/],
    [{ origin: "https://a.test", path: "/a/../b" }, /path/],
    [{ origin: "https://a.test", path: "/a?b" }, /path/],
    [{ origin: "https://a.test", paths: ["/a"] }, /a rule with paths/],
  ])("R21: a rule that is none is refused with a fix: %j", (rule, message) => {
    const error = thrown(() => new NetworkRules([rule as NetworkRule]));
    expect([error.code, error.message, error.fix !== ""]).toEqual(["INVALID_ARGUMENT", expect.stringMatching(message), true]);
  });
});

function thrown(make: () => unknown): VitrineError {
  try {
    make();
  } catch (error) {
    return error as VitrineError;
  }
  throw new Error("nothing was thrown");
}
