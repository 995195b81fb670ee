import { createPayload, renderHtml, renderScript } from "@vitrine/sdk/server";
import { assert, type Attack, equal } from "../harness/index.ts";

const payload = createPayload({ code: "1" });

/** Values that would leave their place, for options of the server that somebody filled from a reply. */
const options: Record<string, { good: string; bad: string[] }> = {
  assets: { good: "/vitrine/", bad: ["javascript:alert(1)", "//evil.invalid/", "https://evil.invalid/; script-src *", "https://a.invalid/'unsafe-inline'", '/x" onload="1', "/x\n", "data:text/html,x", "https://user:pw@evil.invalid/", "/a b/", "\\\\evil.invalid\\", "/x?y", "/x#y"] },
  frameUrl: { good: "/frame.html", bad: ["javascript:alert(1)", "//evil.invalid/", "https://a.invalid/ *", "https://a.invalid;script-src *", "data:text/html,x", "blob:https://a.invalid/x", "'self'", " /frame.html", "\u0000/x", "https:\\\\evil.invalid"] },
  integrity: { good: `sha384-${"A".repeat(64)}`, bad: ["sha1-abc", `sha384-${"A".repeat(64)}" onerror="1`, "none", `md5-${"A".repeat(64)}`] },
  distribution: { good: "pyodide-0.29", bad: ["../evil", 'x"', "a b", "https://evil.invalid", "__proto__", "Constructor"] },
  target: { good: "#out", bad: ["<img>", "a{}", "x;y", "@import", "a\\3c", "\u0000", "x".repeat(201)] },
  lang: { good: "en-GB", bad: ['en" onload="1', "en us", "<b>", "e".repeat(9)] },
};

/** S7, T1: options that a server fills. */
export const optionAttacks: Attack[] = [
  ...Object.entries(options).map(
    ([option, { good, bad }]): Attack => ({
      id: `G-option-${option.toLowerCase()}`,
      title: `T1: ${option} takes nothing that leaves its attribute, its scheme or a policy's source list`,
      run() {
        const render = (value: string) => (option === "target" ? renderScript(payload, { target: value }) : renderHtml(payload, { [option]: value }));
        assert(render(good).includes(good), `control: ${good} is taken`);
        for (const value of bad) {
          let code: unknown = "taken";
          try {
            render(value);
          } catch (error) {
            ({ code } = error as { code: string });
          }
          equal([value, code], [value, "INVALID_ARGUMENT"], "error");
        }
        return `${bad.length} values`;
      },
    }),
  ),
  {
    id: "G-payload-keys",
    title: "S7, T1: keys that set prototypes, leave the working directory or are none of the format's are refused on the server and in the page",
    run() {
      const attempt = (change: object) => {
        try {
          renderHtml({ ...payload, ...change });
          return "taken";
        } catch (error) {
          return (error as { code: string }).code;
        }
      };
      equal(attempt({ files: { "a.txt": "x" } }), "taken", "control");
      const bad: Record<string, object> = {
        "own __proto__ in files": { files: JSON.parse('{"__proto__":"x"}') as object },
        "own __proto__ in env": { env: JSON.parse('{"__proto__":"x"}') as object },
        "out of the directory": { files: { "../../x": "y" } },
        "a root's path": { files: { "/lib/x": "y" } },
        "a backslash's path": { files: { "..\\x": "y" } },
        limits: { limits: { runMs: 1e9 } },
        policy: { policy: { network: [{ origin: "https://evil.invalid" }] } },
        frameUrl: { frameUrl: "https://evil.invalid/" },
        "a language that is code": { language: "python<script>" },
        "code that is no text": { sources: [{ name: "x", code: { toString: "x" } }] },
        "a version of its own": { vitrine: 2 },
      };
      for (const [name, change] of Object.entries(bad)) equal([name, attempt(change)], [name, "INVALID_PAYLOAD"], "error");
    },
  },
];
