import { find, read, section } from "./markdown.mjs";

const spec = "docs/spec.md";
const id = /\b[RSTU][1-9]\d?\b/g;

const titles = [
  // Cases of suites in the page.
  /\btitle:\s*(["'`])((?:\\.|(?!\1).)*)\1/g,
  // test("…"), describe("…"), test.each(…)("…")
  /\b(?:test|it|describe)(?:\.\w+)*(?:\([^\n]*\))?\(\s*(["'`])((?:\\.|(?!\1).)*)\1/g,
  // Titles that are made elsewhere start with their ids.
  /(["'`])((?:[RSTU][1-9]\d?(?:, | and )?)+: (?:\\.|(?!\1).)*)\1/g,
];

/** Every promise of the spec is quoted in the title of a test, every id that a title quotes is a promise, and proofs name cases that exist. */
export function checkRules() {
  const text = read(spec);
  const promised = Array.from(text.matchAll(/^### ([RSTU]\d+): /gm), ([, name]) => name);
  const quoted = new Map();
  for (const path of find("e2e/**/*.ts", "packages/*/src/**/*.test.ts", "apps/**/*.test.ts")) {
    const source = read(path);
    for (const pattern of titles) for (const [, , title] of source.matchAll(pattern)) for (const [name] of title.matchAll(id)) quoted.set(name, path);
  }
  return [
    ...promised.map((name) => (quoted.has(name) ? undefined : `${spec}: no title of a test quotes ${name}`)),
    ...Array.from(quoted, ([name, path]) => (promised.includes(name) ? undefined : `${path}: a title quotes ${name}, which is no promise of ${spec}`)),
    ...promised.flatMap((name) => proofsOf(name, text)),
  ];
}

/** `Proof: [file](path) \`case\`, \`case\`; [file](path) …`: each case's id, without its * and …, stands in the file before it. */
function proofsOf(name, text) {
  const [heading] = new RegExp(`^### ${name}: .*$`, "m").exec(text);
  const [, proof] = /^Proof: ([\s\S]*?)\n\n/m.exec(`${section(text, heading)}\n\n`) ?? [];
  if (proof === undefined) return [`${spec}: ${name} has no proof`];
  const files = Array.from(proof.matchAll(/\]\(\.\.\/([^)]+)\)([^[]*)/g));
  if (files.length === 0) return [`${spec}: the proof of ${name} names no file`];
  return files.flatMap(([, path, rest]) =>
    Array.from(rest.matchAll(/`([^`]+)`/g), ([, each]) => (read(path).includes(each.replace(/^\*|…$/g, "").replace(/…$/, "")) ? undefined : `${spec}: ${name}: ${path} has no case ${each}`)),
  );
}
