import { type Case, equal } from "../harness/index.ts";
import { openSandbox } from "../support/sandbox.ts";

/** What a program that formats and compares prints: expression and its text, as in Node. */
const expected: readonly [string, string][] = [
  ["(1234567.891).toLocaleString()", "1,234,567.891"],
  ["(0.256).toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 1 })", "25.6%"],
  ["12345678901234567890n.toLocaleString('en-IN')", "1,23,45,67,89,01,23,45,67,890"],
  ["new Intl.NumberFormat('de-DE', { style: 'currency', currency: 'EUR' }).format(1234.5)", "1.234,50 €"],
  ["[1, 22.5, -0, NaN, Infinity].map(Intl.NumberFormat('en-US').format).join(' ')", "1 22.5 -0 NaN ∞"],
  ["new Intl.NumberFormat('en-US').formatToParts(1234.5).map(({ type }) => type).join(' ')", "integer group integer decimal fraction"],
  ["day.toLocaleDateString('en-US', { timeZone: 'UTC' })", "2/29/2024"],
  ["day.toLocaleDateString(undefined, { weekday: 'long', timeZone: 'UTC' })", "Thursday"],
  ["day.toLocaleDateString('en-US', { hour: '2-digit', timeZone: 'UTC' })", "2/29/2024, 11 PM"],
  ["day.toLocaleTimeString('en-US', { timeZone: 'UTC' })", "11:04:05 PM"],
  ["day.toLocaleString('de-DE', { timeZone: 'UTC' })", "29.2.2024, 23:04:05"],
  ["new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'Asia/Tokyo' }).format(day)", "March 1, 2024"],
  ["new Date(NaN).toLocaleString()", "Invalid Date"],
  ["['z', 'ä', 'a', 'Z'].sort((a, b) => a.localeCompare(b)).join('')", "aäzZ"],
  ["['a1 b', 'A', 'a', 'a1', 'B2', 'b10', '9', ' '].sort((a, b) => a.localeCompare(b)).join(',')", " ,9,a,A,a1,a1 b,b10,B2"],
  ["['f10', 'f9'].sort(new Intl.Collator('en', { numeric: true }).compare).join()", "f9,f10"],
  ["[1, 2, 3, 4, 11, 21].map((n) => new Intl.PluralRules('en-US', { type: 'ordinal' }).select(n)).join()", "one,two,few,other,other,one"],
  ["new Intl.ListFormat('en', { type: 'conjunction' }).format(['a', 'b', 'c'])", "a, b, and c"],
  ["new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-1, 'day')", "yesterday"],
  ["new Intl.DisplayNames('en', { type: 'region' }).of('DE')", "Germany"],
  ["[...new Intl.Segmenter('en', { granularity: 'word' }).segment('Hi, you')].filter((part) => part.isWordLike).length", "2"],
  ["[...new Intl.Segmenter().segment('x'.repeat(1000))].length", "1000"],
  ["(() => { try { new Intl.Segmenter().segment('x'.repeat(2 ** 20 + 1)); } catch (error) { return error.name; } })()", "RangeError"],
  ["[1234.5, new Date(0)].toLocaleString('en-US', { timeZone: 'UTC' })", "1,234.5,1/1/1970, 12:00:00 AM"],
  ["Intl.getCanonicalLocales('EN-us').join()", "en-US"],
  ["Object.prototype.toString.call(new Intl.Collator()) + (new Intl.Collator() instanceof Intl.Collator)", "[object Intl.Collator]true"],
  ["(() => { try { new Intl.NumberFormat('en', { style: 'currency' }); } catch (error) { return error.name; } })()", "TypeError"],
  ["(() => { try { (1).toLocaleString('no such locale'); } catch (error) { return error.name; } })()", "RangeError"],
];

/** What of the platform's and Node's usual things programs lean on. */
export const platformCases: Case[] = [
  {
    id: "javascript-intl",
    title: "R30: numbers, dates and texts are formatted and compared as people read them, and in en-US where no locale is named",
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["javascript"] });
      const lines = expected.map(([expression]) => `console.log(String(${expression}));`);
      const result = await sandbox.run({ language: "javascript", code: `const day = new Date(Date.UTC(2024, 1, 29, 23, 4, 5));\n${lines.join("\n")}` }).result;
      // Engines differ in which space stands between.
      const printed = result.stdout.trimEnd().split("\n").map((line) => line.replaceAll(/[\u00a0\u202f]/g, " "));
      equal(expected.map(([expression], index) => [expression, printed[index]]), expected.map((each) => [...each]), "what it prints");
    },
  },
  {
    id: "javascript-hashes",
    title: "R30: Node's hashes and the platform's digest give what they give elsewhere",
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["javascript"] });
      const code = `const crypto = require("node:crypto");
        for (const name of ["md5", "sha1", "sha256"]) console.log(crypto.createHash(name).update("a").update(Buffer.from("bc")).digest("hex"));
        console.log(crypto.createHmac("sha256", "key").update("The quick brown fox jumps over the lazy dog").digest("base64"));
        const digest = await globalThis.crypto.subtle.digest("SHA-512", new TextEncoder().encode("abc"));
        console.log();
        console.log(digest.byteLength, Buffer.from(digest).toString("hex").slice(0, 16));
        try { crypto.createHash("crc"); } catch (error) { console.log(error.name); }`;
      const { stdout } = await sandbox.run({ language: "javascript", code }).result;
      // RFC 1321 (A.5), FIPS 180-2 (A.1, B.1, C.1); the HMAC is OpenSSL's.
      const found = ["900150983cd24fb0d6963f7d28e17f72", "a9993e364706816aba3e25717850c26c9cd0d89d", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=", "", "64 ddaf35a193617aba", "TypeError"];
      equal(stdout.trimEnd().split("\n"), found, "what it prints");
    },
  },
  {
    id: "javascript-events",
    title: "R30: events are heard, and what is aborted says so",
    async run(context) {
      const sandbox = await openSandbox(context, { preload: ["javascript"] });
      const code = `const target = new EventTarget();
        target.addEventListener("x", (event) => console.log(event.type, event.detail, event.target === target), { once: true });
        for (const detail of [1, 2]) target.dispatchEvent(new CustomEvent("x", { detail }));
        const controller = new AbortController();
        controller.signal.addEventListener("abort", () => console.log("aborted", controller.signal.reason.name));
        controller.signal.onabort = () => console.log("onabort");
        class Door extends EventTarget { onopen() { console.log("nobody calls this"); } }
        new Door().dispatchEvent(new Event("open"));
        controller.abort();
        controller.abort();
        try { await fetch("https://example.com/", { signal: controller.signal }); } catch (error) { console.log(error.name, error instanceof DOMException); }
        AbortSignal.timeout(10).addEventListener("abort", ({ target }) => console.log(target.reason.name));
        setTimeout(() => console.log("end"), 100);`;
      const { stdout, error } = await sandbox.run({ language: "javascript", code }).result;
      equal(stdout.trimEnd().split("\n"), ["x 1 true", "aborted AbortError", "onabort", "AbortError true", "TimeoutError", "end"], error?.message ?? "what it prints");
    },
  },
];
