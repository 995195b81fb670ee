import type { RunToolInput } from "./parse-tool-input.ts";

type JsonSchema = { [key: string]: unknown };
type Target = "draft-2020-12" | "draft-07" | "openapi-3.0" | (string & {});

/** Where a schema stands in the Standard Schema and Standard JSON Schema of https://standardschema.dev, version 1. */
export interface StandardProps {
  readonly version: 1;
  readonly vendor: "vitrine";
  readonly types?: { readonly input: RunToolInput; readonly output: RunToolInput };
  /** Never throws, and is never asynchronous. */
  readonly validate: (value: unknown) => { readonly value: RunToolInput; readonly issues?: undefined } | { readonly issues: readonly { readonly message: string; readonly path?: readonly PropertyKey[] }[] };
  readonly jsonSchema: { readonly input: (options: { readonly target: Target }) => JsonSchema; readonly output: (options: { readonly target: Target }) => JsonSchema };
}

/**
 * The tool's input as JSON Schema (2020-12), plain JSON for provider APIs. The same object is a Standard Schema: `~standard` is not enumerable, so that JSON does not have
 * it, and libraries that take such schemas (`inputSchema` of the AI SDK, LangChain) find it.
 */
export type ToolInputSchema = JsonSchema & { readonly "~standard": StandardProps };

const dialects: Record<string, object> = Object.assign(Object.create(null) as object, {
  "draft-2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#" },
  "openapi-3.0": {},
});

/** The schema for these languages, the first of which is the default. */
export function toolSchema(languages: readonly string[], validate: StandardProps["validate"]): ToolInputSchema {
  // Its keywords mean the same in every dialect.
  const keywords = {
    type: "object",
    properties: {
      code: { type: "string", minLength: 1, description: "The complete program." },
      language: { type: "string", enum: [...languages], default: languages[0], description: "The language of the program." },
      packages: {
        type: "array",
        items: { type: "string", minLength: 1 },
        description: 'Requirements to install before the run, such as "pandas". Packages that the code imports are found without it.',
      },
      files: { type: "object", additionalProperties: { type: "string" }, description: "Text files to put into the working directory: relative path → text." },
      stdin: { type: "string", description: "What input() and sys.stdin read." },
    },
    required: ["code"],
    additionalProperties: false,
  };
  const inDialect = ({ target }: { readonly target: Target }): JsonSchema => {
    if (dialects[target]) return { ...dialects[target], ...structuredCopy(keywords) };
    throw new Error(`There is no JSON Schema of the tool for the target ${target}, only for ${Object.keys(dialects).join(", ")}.`);
  };
  const standard: StandardProps = { version: 1, vendor: "vitrine", validate, jsonSchema: { input: inDialect, output: inDialect } };
  return Object.defineProperty(inDialect({ target: "draft-2020-12" }), "~standard", { value: standard }) as ToolInputSchema;
}

/** Whoever gets a schema may change it. */
const structuredCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
