import { CodeHeader } from "./code-header.tsx";
import { HighlightedCode } from "./highlighted-code.tsx";
import type { Fence } from "./read-fence.ts";

/** Code to read. */
export function CodeBlock({ language, code }: Fence) {
  return (
    <div className="block">
      <CodeHeader language={language} code={code} />
      <HighlightedCode language={language} code={code} />
    </div>
  );
}
