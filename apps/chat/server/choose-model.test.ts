import { expect, test } from "vitest";
import { chooseModel } from "./choose-model.ts";

test("without a key replies are scripted", () => {
  expect(chooseModel({})).toMatchObject({ scripted: true, name: "scripted replies" });
});

test("the environment chooses the service and the model", () => {
  expect(chooseModel({ ANTHROPIC_API_KEY: "k", OPENAI_API_KEY: "k" })).toMatchObject({ scripted: false, model: { provider: "anthropic.messages" } });
  expect(chooseModel({ OPENAI_API_KEY: "k", VITRINE_MODEL: "gpt-x" })).toMatchObject({ name: "gpt-x", model: { provider: "openai.responses", modelId: "gpt-x" } });
  expect(chooseModel({ OPENAI_BASE_URL: "http://localhost:1/v1", ANTHROPIC_API_KEY: "k", VITRINE_MODEL: "qwen" })).toMatchObject({ name: "qwen", model: { modelId: "qwen" } });
});
