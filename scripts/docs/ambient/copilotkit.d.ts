// What the recipe uses of @copilotkit/react-core 1.74.0, read from its dist/v2/headless.d.mts and @copilotkit/core's dist/index.d.mts. The package itself is too much to install for one snippet.
declare module "@copilotkit/react-core/v2" {
  import type { StandardSchemaV1 } from "@standard-schema/spec";
  import type { ReactElement } from "react";

  export function useFrontendTool<T extends Record<string, unknown> = Record<string, unknown>>(
    tool: {
      name: string;
      description?: string;
      parameters?: StandardSchemaV1<any, T>;
      handler?: (args: T, context: { toolCall: { id: string }; signal?: AbortSignal }) => Promise<unknown>;
      render?: (props: { name: string; toolCallId: string; args: Partial<T>; status: "inProgress" | "executing" | "complete"; result: string | undefined }) => ReactElement | null;
    },
    deps?: readonly unknown[],
  ): void;
}
