import bar from "../programs/bar.py?raw";

/** A reply with one program, as a model gives it. */
export const reply = `Here is a bar chart of the known moons of each planet.\n\n\`\`\`python\n${bar}\`\`\`\n`;

/** Hands on the reply as it grows, a few characters each 10 ms as models do; resolves with the last token. */
export async function streamReply(onText: (partial: string) => void): Promise<void> {
  for (let end = 4; end < reply.length + 4; end += 4) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    onText(reply.slice(0, end));
  }
}
