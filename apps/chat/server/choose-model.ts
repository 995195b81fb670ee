import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import { forgivingModel } from "./forgiving-model.ts";
import { scriptedModel } from "./scripted-model.ts";

export interface ChosenModel {
  model: LanguageModel;
  /** As the page shows it. */
  name: string;
  /** True where replies are scripted because no key is set. */
  scripted: boolean;
}

/**
 * Reads the environment: ANTHROPIC_API_KEY or OPENAI_API_KEY for those services, OPENAI_BASE_URL for anything that speaks the same
 * protocol (llama.cpp, Ollama, vLLM …; its key is optional). VITRINE_MODEL names the model. Without any of them replies are scripted.
 */
export function chooseModel(env: NodeJS.ProcessEnv): ChosenModel {
  const { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: openaiKey, ANTHROPIC_API_KEY: anthropicKey, VITRINE_MODEL: wanted } = env;
  if (baseURL) {
    const name = wanted ?? "default";
    const provider = createOpenAICompatible({ name: "openai-compatible", baseURL, ...(openaiKey && { apiKey: openaiKey }) });
    return { model: forgivingModel(provider(name)), name, scripted: false };
  }
  if (anthropicKey) {
    const name = wanted ?? "claude-sonnet-5";
    return { model: forgivingModel(createAnthropic({ apiKey: anthropicKey })(name)), name, scripted: false };
  }
  if (openaiKey) {
    const name = wanted ?? "gpt-5.4-mini";
    return { model: forgivingModel(createOpenAI({ apiKey: openaiKey })(name)), name, scripted: false };
  }
  return { model: scriptedModel(), name: "scripted replies", scripted: true };
}
