const readers = new Set<() => void>();
let spoken = "";

/** Has screen readers say something, once they have finished what they are saying. The page's only live region: pieces of a reply are not read out as they come. */
export function announce(text: string): void {
  // The same words twice are news as well.
  spoken = text === spoken ? `${text}\u00a0` : text;
  for (const reader of readers) reader();
}

/** For useSyncExternalStore. */
export const announcement = {
  subscribe(reader: () => void): () => void {
    readers.add(reader);
    return () => readers.delete(reader);
  },
  text: () => spoken,
};
