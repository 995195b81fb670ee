import type { Profile } from "@vitrine/protocol";

const width = 960;
const rowHeight = 18;
/** Pixels that a letter takes, and less than which a box is left out. */
const letter = 6.2;
const narrowest = 0.5;

interface Node {
  name: string;
  weight: number;
  inside: Map<string, Node>;
}

/** A picture of what called what: each box is as wide as what was spent in it and in what it called. Names are the guest's, and stand as text. */
export function flameChart({ unit, total, rows, stacks }: Profile): string {
  const root: Node = { name: "all", weight: total, inside: new Map() };
  for (const { frames, weight } of stacks) {
    let node = root;
    for (const index of frames) {
      const { name, source } = rows[index]!;
      const key = JSON.stringify([name, source]);
      // Lines of one function that follow one another are one box.
      const next = node.inside.get(key) ?? { name, weight: 0, inside: new Map<string, Node>() };
      node.inside.set(key, next);
      next.weight += weight;
      node = next;
    }
  }
  const boxes: string[] = [];
  const scale = width / total;
  let depth = 0;
  const draw = (node: Node, x: number, level: number) => {
    const wide = node.weight * scale;
    if (wide < narrowest) return;
    depth = Math.max(depth, level + 1);
    const y = level * rowHeight;
    const room = Math.floor((wide - 6) / letter);
    const share = `${node.name} ${amount(node.weight, unit)}`;
    const text = room >= share.length ? share : node.name.slice(0, room);
    boxes.push(`<rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="${rowHeight - 1}" fill="${colour(node.name)}"/>`);
    if (room > 1) boxes.push(`<text x="${(x + 3).toFixed(1)}" y="${y + 13}">${escape(text)}</text>`);
    let at = x;
    for (const child of node.inside.values()) {
      draw(child, at, level + 1);
      at += child.weight * scale;
    }
  };
  draw(root, 0, 0);
  const height = depth * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="monospace" font-size="10.3" fill="#222">${boxes.join("")}</svg>`;
}

const amount = (weight: number, unit: Profile["unit"]) => (unit === "ms" ? `${Math.round(weight)} ms` : `${weight}`);

/** The same for the same name; light, for dark letters. */
function colour(name: string): string {
  let hash = 0;
  for (const character of name) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0;
  return `hsl(${15 + (Math.abs(hash) % 40)} 85% ${68 + (Math.abs(hash >> 8) % 12)}%)`;
}

/** Without what XML cannot have at all. */
const escape = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, "\ufffd").replace(/[&<>]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[character]!);
