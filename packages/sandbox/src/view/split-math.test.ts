import { expect, test } from "vitest";
import { splitMath } from "./split-math.ts";

const math = (source: string, display = false) => ({ math: source, display });

test.each<[string, object[]]>([
  ["no formula", [{ text: "no formula" }]],
  ["$x^2$", [math("x^2")]],
  ["a $x$ b $$y$$", [{ text: "a " }, math("x"), { text: " b " }, math("y", true)]],
  [String.raw`\(x\) and \[y\]`, [math("x"), { text: " and " }, math("y", true)]],
  [String.raw`a \begin{align*}x &= 1\end{align*}`, [{ text: "a " }, math(String.raw`\begin{align*}x &= 1\end{align*}`, true)]],
  ["It costs $5 or $6.", [{ text: "It costs $5 or $6." }]],
  ["$ 5 and 6 $", [{ text: "$ 5 and 6 $" }]],
  [String.raw`\$5 is $x$`, [{ text: String.raw`\$5 is ` }, math("x")]],
  [String.raw`$a\$b$`, [math(String.raw`a\$b`)]],
  ["$a\n\nb$", [{ text: "$a\n\nb$" }]],
  [String.raw`$$x and \[y`, [{ text: String.raw`$$x and \[y` }]],
])("formulas in %j", (text, pieces) => {
  expect([...splitMath(text)]).toEqual(pieces);
});

test("every character is in a piece, in order, whatever stands there", () => {
  for (const text of ["$$$$$$$", "\\[\\(\\begin{a}", "$x$$y$", `${"\\[".repeat(20_000)}$a$`, "$".repeat(20_001), "\\begin{a}".repeat(5000)]) {
    let rest = text;
    for (const piece of splitMath(text)) {
      const part = "text" in piece ? piece.text : piece.math;
      expect(rest).toContain(part);
      rest = rest.slice(rest.indexOf(part) + part.length);
    }
    expect(rest.replace(/^(?:\$\$?|\\[\])])$/, "")).toBe("");
  }
});
