import { stripEncoded } from "./strip-encoded.ts";

/** Control sequences of terminals: colours and cursor movements mean nothing to a model and cost tokens. */
// oxlint-disable-next-line no-control-regex
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** What is left of such sequences, and other control characters, which are what is looked for; not tabs and ends of lines. */
// oxlint-disable-next-line no-control-regex
const control = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Text of the guest without terminal sequences, control characters, lone surrogates and NUL, which some provider APIs refuse, and without bytes as text. */
export function plain(text: string): string {
  return stripEncoded(text.replace(terminalSequence, "").replace(control, "").replace(/\p{Surrogate}|\0/gu, "\ufffd"));
}

/**
 * At most `max` UTF-16 units of a text: its head and its tail with a note of how much was cut between them.
 * `tail` is the tail's share, from 0 to 1.
 */
export function clip(text: string, max: number, tail = 0.5): string {
  if (text.length <= max) return text;
  const note = (cut: number): string => `\n… ${cut} of ${text.length} characters cut …\n`;
  const room = max - note(text.length).length;
  if (room <= 0) return wellFormed(text.slice(0, Math.max(0, max)));
  const end = Math.floor(room * tail);
  return wellFormed(text.slice(0, room - end)) + note(text.length - room) + wellFormed(text.slice(text.length - end));
}

/** Cutting may halve a character; the half is left out. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "");
}

/** Shares `total` out: everyone gets at most their share of it first, then what is left goes round in order. Never more than `total` in all. */
export function allot(total: number, wants: readonly { length: number; share: number }[]): number[] {
  const given = wants.map(({ length, share }) => Math.min(length, Math.floor(total * share)));
  let left = total - given.reduce((sum, size) => sum + size, 0);
  return wants.map(({ length }, index) => {
    const first = given[index] ?? 0;
    const more = Math.max(0, Math.min(length - first, left));
    left -= more;
    return first + more;
  });
}
