import type { ComponentProps } from "react";
import { useMemo } from "react";
import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import type { Program } from "../shared/chat-message.ts";
import { CodeBlock } from "./code-block.tsx";
import { readFence } from "./read-fence.ts";
import { markLast } from "./mark-last.ts";
import { ProgramBlock } from "./program-block.tsx";
import { payloadRequest } from "./run-request.ts";

export interface MarkdownTextProps {
  text: string;
  /** The program of the text; its run stands under its last block. */
  program: Program | undefined;
  title: string;
}

const remarkPlugins = [remarkGfm];

/** Markdown as elements, never as HTML: what a model writes as HTML is shown as text. Each paragraph runs in its own direction. */
export function MarkdownText({ text, program, title }: MarkdownTextProps) {
  const last = program?.payload.sources.at(-1)?.code;
  const components = useMemo<Components>(
    () => ({
      p: ({ node: _, ...props }) => <p dir="auto" {...props} />,
      li: ({ node: _, ...props }) => <li dir="auto" {...props} />,
      blockquote: ({ node: _, ...props }) => <blockquote dir="auto" {...props} />,
      pre: ({ node }) => {
        const fence = readFence(node);
        if (!program || !node?.properties["dataLast"]) return <CodeBlock {...fence} />;
        return <ProgramBlock {...fence} runKey={program.id} request={payloadRequest(program.payload)} figure={program.id} title={title} lead={text} />;
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
    [program, title, text],
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
