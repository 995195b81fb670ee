import { parseArgs } from "node:util";
import { type Distribution, VitrineError } from "@vitrine/protocol";
import { defaultDistributions } from "@vitrine/sdk/distributions";
import { type AssetProgress, defaultPackages, gatherAssets, type GatherResult, missingText, type Substitute } from "../assets/index.ts";
import { makeImages } from "../images/make-images.ts";
import { namedDistribution } from "../run/named-distribution.ts";

const optionalLanguages = defaultDistributions.filter(({ runtime }) => runtime === "interpreter").flatMap(({ languages }) => languages);

const help = `vitrine assets <dir> [options]

Gathers everything that self-hosting needs into <dir>, each file checked against its pinned SHA-256.
Sources, in order: public URLs, npm, Debian packages. Run again, it only checks what is there.

  --distribution NAME   only this distribution (repeatable; default: all but those of --languages), or FILE.json, which describes
                        an interpreter (docs/languages.md)
  --languages A,B       only what runs these languages; the only way to bring ${optionalLanguages.join(" and ")}
  --packages A,B        these packages with all that they need
                        (default: ${defaultPackages.join(",")}; of these, what cannot be had here is only reported)
  --image A,B           also images: interpreters with these packages (of plotly, numpy, pandas) imported, from which
                        readers' runs start in no time. Made in a headless Chromium; takes a minute
  --browser PATH        that Chromium (default: the first that is found)
  --help                this text
`;

/** The command \`vitrine assets\`. Gives the exit code; VitrineError goes through to the caller. */
export async function assetsCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parse(argv);
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [directory, ...rest] = positionals;
  if (directory === undefined || rest.length > 0) {
    throw invalid(`vitrine assets takes one directory, not ${positionals.length}.`);
  }
  const started = performance.now();
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  process.once("SIGINT", onInterrupt);
  process.once("SIGTERM", onInterrupt);
  try {
    const result = await gatherAssets({
      directory,
      ...((values.distribution ?? values.languages) && { distributions: [...(values.distribution ?? []).map(namedDistribution), ...listOf(values.languages).map(runnerOf)] }),
      ...(values.packages !== undefined && { packages: listOf(values.packages) }),
      onProgress: printProgress,
      signal: interrupt.signal,
    });
    printResult(result, performance.now() - started);
    if (values.image !== undefined) await makeImages({ result, distributions: values.distribution, packages: listOf(values.image), browser: values.browser, signal: interrupt.signal, say: (text) => process.stdout.write(`${text}\n`) });
    return 0;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    process.stderr.write("Interrupted. What is there is whole; run it again for the rest.\n");
    return 130;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onInterrupt);
  }
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        distribution: { type: "string", multiple: true },
        languages: { type: "string" },
        packages: { type: "string" },
        image: { type: "string" },
        browser: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const listOf = (text = "") => text.split(",").map((name) => name.trim()).filter((name) => name !== "");

/** What runs the language where nothing else is asked for. Throws LANGUAGE_UNSUPPORTED. */
function runnerOf(language: string): Distribution {
  const found = defaultDistributions.find(({ languages }) => languages.includes(language));
  if (found) return found;
  throw new VitrineError({ code: "LANGUAGE_UNSUPPORTED", message: `No distribution runs ${JSON.stringify(language)}.`, fix: `Use one of: ${defaultDistributions.flatMap(({ languages }) => languages).join(", ")}.` });
}

function invalid(message: string, cause?: unknown): VitrineError {
  return new VitrineError({ code: "INVALID_ARGUMENT", message, fix: "See vitrine assets --help.", cause });
}

function printProgress(progress: AssetProgress): void {
  if (progress.type === "step") process.stdout.write(`      ${progress.text}\n`);
  else if (!progress.kept) {
    const { file, count, bytes } = progress;
    const line = `${String(count).padStart(4)}  ${file.path}  ${megabytes(file.size)}  from ${file.source}  (${megabytes(bytes)} so far)`;
    process.stdout.write(`${line}\n`);
  }
}

function printResult({ directory, files, written, missing, substitutes }: GatherResult, milliseconds: number): void {
  const size = megabytes(files.reduce((sum, file) => sum + file.size, 0));
  const state = written === 0 ? "is up to date" : `has ${written} new or changed files`;
  const lines = [
    ...substituteLines(substitutes),
    ...(missing.length > 0 ? ["Not available here:"] : []),
    ...missing.map((asset) => missingText(asset).replaceAll(/^/gm, "  ")),
    `${directory} ${state}: ${files.length} files, ${size}, in ${(milliseconds / 1000).toFixed(1)} s.`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** One line for each package that stands in for another version of itself. */
function substituteLines(substitutes: readonly Substitute[]): string[] {
  const places = new Map<string, string[]>();
  for (const { distribution, package: name, wanted, got } of substitutes) {
    const key = `${name} ${got} stands in for ${wanted}`;
    places.set(key, [...(places.get(key) ?? []), distribution]);
  }
  return [...places].map(([key, names]) => `${key} in ${names.join(" and ")}.`);
}

function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
