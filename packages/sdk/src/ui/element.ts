/** An element of the panel's: its name is its class, with the prefix, and its part. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, ...content: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name) {
    made.className = `vitrine-${name}`;
    made.setAttribute("part", name);
  }
  made.append(...content);
  return made;
}
