import type { ContentBlock } from "../content-block.ts";

/** Pictures of a model's content. */
export type ImageBlock = Extract<ContentBlock, { type: "image" }>;

/** The text of all blocks, one below the other. */
export const textOf = (content: readonly ContentBlock[]): string => content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");

/** The pictures, in order. */
export const imagesOf = (content: readonly ContentBlock[]): ImageBlock[] => content.filter((block) => block.type === "image");
