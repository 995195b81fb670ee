import type { RunResult } from "@vitrine/sdk";
import type { ComponentProps } from "react";
import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import type { Program } from "../shared/chat-message.ts";
import { CodeBlock } from "./code-block.tsx";
import { readFence } from "./read-fence.ts";
import { markLast } from "./mark-last.ts";
import { ProgramBlock } from "./program-block.tsx";

export interface MarkdownTextProps {
  text: string;
  /** The program of the text; its run stands under its last block. */
  program: Program | undefined;
  onRunEnd: (result: RunResult) => void;
}

const remarkPlugins = [remarkGfm];

/** Markdown as elements, never as HTML: what a model writes as HTML is shown as text. */
export function MarkdownText({ text, program, onRunEnd }: MarkdownTextProps) {
  const last = program?.payload.sources.at(-1)?.code;
  const components = useMemo<Components>(
    () => ({
      pre: ({ node }) => {
        const fence = readFence(node);
        return program && node?.properties["dataLast"] ? <ProgramBlock {...fence} program={program} onFirstEnd={onRunEnd} /> : <CodeBlock {...fence} />;
      },
      a: Link,
      // A picture from elsewhere would tell its server who reads this.
      img: ({ src, alt }) => <Link href={typeof src === "string" ? src : undefined}>{alt || "Picture"}</Link>,
      table: ({ node: _, ...props }) => (
        <div className="table-scroll" tabIndex={0} role="group" aria-label="Table">
          <table {...props} />
        </div>
      ),
    }),
    [program, onRunEnd],
  );
  return (
    <Markdown remarkPlugins={remarkPlugins} rehypePlugins={last === undefined ? [] : [[markLast, last]]} components={components}>
      {text}
    </Markdown>
  );
}

function Link({ href, children }: ComponentProps<"a">) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
