import { describe, expect, test } from "vitest";
import { parseRequest, type RunRequest } from "./parse-request.ts";

const parse = (...argv: string[]): RunRequest => {
  const request = parseRequest(argv);
  if (request === "help") throw new Error("asked for help");
  return request;
};

describe("parseRequest", () => {
  test("has a default for everything but the files", () => {
    expect(parse("a.py", "b.md")).toEqual({
      files: ["a.py", "b.md"],
      language: "python",
      blocks: "together",
      distribution: expect.objectContaining({ name: "pyodide-0.29" }) as unknown,
      packages: [],
      mounts: [],
      directories: [],
      stdin: undefined,
      args: [],
      env: {},
      timeoutMs: undefined,
      json: false,
      draw: false,
      profile: false,
      out: undefined,
      assets: undefined,
      browser: undefined,
      jobs: 2,
    });
  });

  test("takes lists, repeated options and values with the separator in them", () => {
    const request = parse("--packages", "numpy, pandas", "--packages=six", "--args", "x", "--args=-y", "--env", "A=b=c", "--env", "E=", "--timeout", "1500", "--json", "-");
    expect(request).toMatchObject({ packages: ["numpy", "pandas", "six"], args: ["x", "-y"], env: { A: "b=c", E: "" }, timeoutMs: 1500, json: true, files: ["-"] });
  });

  test.each([
    ["sales.csv:data/sales.csv", "sales.csv", "data/sales.csv"],
    ["dir/sales.csv", "dir/sales.csv", "sales.csv"],
    ["C:\\data\\sales.csv:in.csv", "C:\\data\\sales.csv", "in.csv"],
    ["a:b:c", "a:b", "c"],
  ])("--file %s", (text, host, guest) => {
    expect(parse("--file", text, "x.py").mounts).toEqual([{ host, guest }]);
  });

  test.each([
    [[], "no file"],
    [["--nope", "a.py"], "--nope"],
    [["--timeout", "soon", "a.py"], "--timeout soon"],
    [["--timeout", "0", "a.py"], "--timeout 0"],
    [["--jobs", "-1", "a.py"], "--jobs"],
    [["--blocks", "each", "a.md"], "--blocks each"],
    [["--env", "=x", "a.py"], "--env =x"],
    [["--file", "x:", "a.py"], "--file x:"],
    [["-", "--stdin", "-"], "Standard input"],
  ])("refuses %j", (argv, words) => {
    expect(() => parse(...argv)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining(words) as string }));
  });

  test("refuses a distribution that is not there, with those that are", () => {
    expect(() => parse("--distribution", "cpython", "a.py")).toThrow(expect.objectContaining({ code: "DISTRIBUTION_UNKNOWN", fix: expect.stringContaining("pyodide-314") as string }));
  });

  test("--help wins over what is missing", () => {
    expect(parseRequest(["--help"])).toBe("help");
  });
});
