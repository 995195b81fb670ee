import assert from "node:assert/strict";
import { test } from "node:test";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import type { RunToolInput } from "./parse-tool-input.ts";
import { runTool, runToolFor } from "./run-tool.ts";

test("the tool is plain JSON with a closed object schema", () => {
  assert.equal(Object.keys(runTool.inputSchema).includes("~standard"), false);
  assert.match(runTool.name, /^[a-z_]{1,64}$/);
  const { type, required, additionalProperties, properties } = JSON.parse(JSON.stringify(runTool.inputSchema)) as { type: string; required: string[]; additionalProperties: boolean; properties: Record<string, { type: string; description: string }> };
  assert.deepEqual({ type, required, additionalProperties }, { type: "object", required: ["code"], additionalProperties: false });
  assert.deepEqual(Object.keys(properties), ["code", "language", "packages", "files", "stdin"]);
  for (const property of Object.values(properties)) assert.ok(property.type && property.description);
});

test("the same schema is a Standard Schema and a Standard JSON Schema", () => {
  const schema: StandardSchemaV1<RunToolInput> & StandardJSONSchemaV1<RunToolInput> = runTool.inputSchema;
  const { validate, jsonSchema, version } = schema["~standard"];
  assert.equal(version, 1);
  assert.deepEqual(validate({ code: "1", stdin: null }), { value: { code: "1" } });
  const refused = validate({ code: "1", timeout: 3 });
  assert.ok(!(refused instanceof Promise) && refused.issues);
  assert.deepEqual(refused.issues.map(({ path }) => path), [["timeout"]]);
  const { $schema: dialect, ...keywords } = jsonSchema.input({ target: "draft-07" });
  assert.equal(dialect, "http://json-schema.org/draft-07/schema#");
  const { $schema: newer, ...same } = JSON.parse(JSON.stringify(runTool.inputSchema)) as Record<string, unknown>;
  assert.match(String(newer), /2020-12/);
  assert.deepEqual(keywords, same);
  assert.deepEqual(jsonSchema.output({ target: "openapi-3.0" }), same);
  assert.throws(() => jsonSchema.input({ target: "constructor" }), /target constructor/);
  // Whoever changes what they got changes nothing of ours.
  (keywords["properties"] as Record<string, unknown>)["code"] = null;
  assert.ok((jsonSchema.input({ target: "draft-07" })["properties"] as Record<string, unknown>)["code"]);
});

test("the model is told what of the network the page opens", () => {
  assert.match(runTool.description, /There is no network,/);
  const { description, ...rest } = runToolFor({ network: [{ origin: "https://data.example.com", path: "/public" }, { origin: "https://api.example.com", methods: ["POST"] }] });
  assert.match(description, /only this can be reached: https:\/\/data\.example\.com\/public \(GET, HEAD\); https:\/\/api\.example\.com \(POST\)\./);
  assert.deepEqual({ ...rest, inputSchema: 0 }, { name: runTool.name, inputSchema: 0 });
});

test("the model is told which packages there are", () => {
  const told = (...given: Parameters<typeof runToolFor>) => runToolFor(...given).description;
  assert.match(runTool.description, /installed by themselves: those that Pyodide's distribution holds\./);
  assert.match(told({ packages: { mode: "none" } }), /Only the standard library is there/);
  assert.match(told({ packages: { mode: "index" } }), /pure Python wheels of PyPI\./);
  assert.match(told({ packages: { allow: ["numpy", "plotly"], deny: ["requests"] } }), /Only these packages can be imported, with what they depend on: numpy, plotly\. Refused: requests\./);
  assert.match(told({ packages: { allow: [] } }), /No package can be imported\./);
  assert.match(told({}, { available: ["numpy", "pandas"] }), /There are, among others: numpy, pandas\./);
});

test("the model is told what the languages of the sandbox are, and what JavaScript lacks", () => {
  const { description, inputSchema } = runToolFor({}, { languages: ["python", "javascript", "wat"] });
  assert.match(description, /^Runs a Python, JavaScript or WebAssembly text \(wat\) program/);
  assert.match(description, /JavaScript has no npm packages/);
  assert.deepEqual((inputSchema["properties"] as { language: { enum: string[] } }).language.enum, ["python", "javascript", "wat"]);
  assert.doesNotMatch(runTool.description, /JavaScript/);
});

test("the model is told of limits, languages, files and sessions", () => {
  assert.match(runTool.description, /Limits: 60 s for the code, 1024 MiB of memory, 1 MiB of printed text, 100 outputs;/);
  const { description, inputSchema } = runToolFor({}, { limits: { runMs: 2500, stdoutBytes: 10_000 }, languages: ["javascript", "python"], session: true, files: { "sales.csv": "12 rows of month and units" } });
  assert.match(description, /Limits: 2\.5 s for the code, 1024 MiB of memory, 10 KiB of printed text/);
  assert.match(description, /^Runs a JavaScript or Python program/);
  assert.match(description, /Calls share one interpreter/);
  assert.match(description, /there are: sales\.csv \(12 rows of month and units\)\./);
  const { language } = inputSchema["properties"] as { language: unknown };
  assert.deepEqual(language, { type: "string", enum: ["javascript", "python"], default: "javascript", description: "The language of the program." });
  assert.deepEqual(inputSchema["~standard"].validate({ code: "1", language: "javascript" }), { value: { code: "1", language: "javascript" } });
  assert.match(runTool.description, /Every call starts a fresh interpreter/);
  assert.ok(runTool.description.length < 1024, "OpenAI takes 1024 characters");
});
