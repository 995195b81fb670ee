import assert from "node:assert/strict";
import { test } from "node:test";
import { runTool, runToolFor } from "./run-tool.ts";

test("the tool is plain JSON with a closed object schema", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(runTool)), runTool);
  assert.match(runTool.name, /^[a-z_]{1,64}$/);
  const { type, required, additionalProperties, properties } = runTool.inputSchema as { type: string; required: string[]; additionalProperties: boolean; properties: Record<string, { type: string; description: string }> };
  assert.deepEqual({ type, required, additionalProperties }, { type: "object", required: ["code"], additionalProperties: false });
  assert.deepEqual(Object.keys(properties), ["code", "language", "packages", "files", "stdin"]);
  for (const property of Object.values(properties)) assert.ok(property.type && property.description);
});

test("the model is told what of the network the page opens", () => {
  assert.match(runTool.description, /There is no network,/);
  const { description, ...rest } = runToolFor({ network: [{ origin: "https://data.example.com", path: "/public" }, { origin: "https://api.example.com", methods: ["POST"] }] });
  assert.match(description, /only this can be reached: https:\/\/data\.example\.com\/public \(GET, HEAD\); https:\/\/api\.example\.com \(POST\)\./);
  assert.deepEqual({ ...rest, description: runTool.description }, runTool);
});
