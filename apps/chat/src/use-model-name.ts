import { useEffect, useState } from "react";

/** Who replies, as the server says. */
export interface ModelName {
  name: string;
  /** True where no model is configured and replies are written beforehand. */
  scripted: boolean;
}

export function useModelName(): ModelName | undefined {
  const [model, setModel] = useState<ModelName>();
  useEffect(() => {
    const leaving = new AbortController();
    fetch("/api/model", { signal: leaving.signal })
      .then(async (response) => setModel((await response.json()) as ModelName))
      // The page works without it.
      .catch(() => {});
    return () => leaving.abort();
  }, []);
  return model;
}
