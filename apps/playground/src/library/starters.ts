import type { KeptFunction } from "@vitrine/sdk";

const files = import.meta.glob<string>("./starters/*", { query: "?raw", import: "default", eager: true });
const languages: Record<string, string> = { js: "javascript", ts: "typescript", py: "python" };

/** Functions that a reader can start from; name and description stand in the first line's comment. */
export const starters: KeptFunction[] = Object.entries(files).map(([path, text]) => {
  const [, name = path, description = ""] = /^(?:#|\/\/) ([^:]+): (.*)$/m.exec(text) ?? [];
  return { name, description, language: languages[path.split(".").at(-1)!]!, code: text.slice(text.indexOf("\n") + 1) };
});

/** What an empty function begins with. */
export const beginnings: Record<string, string> = {
  javascript: "module.exports = (text) => {\n  return text.length;\n};\n",
  typescript: "export default function (text: string): number {\n  return text.length;\n}\n",
  python: "def main(text):\n    return len(text)\n",
};
