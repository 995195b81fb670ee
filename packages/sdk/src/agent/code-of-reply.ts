/** Where a reply may hold a fenced block. */
const fence = /^[\s>*+\-\d.)]*(?:```|~~~)/m;

/**
 * The program in a model's reply, read as the server side reads one: its Python blocks, in order. A reply without any fence is the program itself. Null where there is
 * nothing to run.
 */
export async function codeOfReply(reply: string): Promise<string | null> {
  if (reply.trim() === "") return null;
  if (!fence.test(reply)) return reply;
  // The Markdown parser is larger than all the rest: it comes where a reply needs it.
  const { createPayload } = await import("../server/create-payload.ts");
  try {
    return createPayload({ markdown: reply }).sources.map(({ code }) => code).join("\n\n");
  } catch {
    return null;
  }
}
