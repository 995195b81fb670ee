import type { Distribution } from "@vitrine/protocol";
import { languageUnsupported } from "./failures.ts";

/** What runs the language: the first that does. Throws LANGUAGE_UNSUPPORTED. */
export function distributionOf(language: string, distributions: readonly Distribution[]): Distribution {
  const found = distributions.find(({ languages }) => languages.includes(language));
  if (found) return found;
  throw languageUnsupported(language, distributions.flatMap(({ languages }) => languages));
}
