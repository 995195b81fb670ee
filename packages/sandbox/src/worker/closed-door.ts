/** What stands where something was that a guest has no use for; called or constructed, it says so. */
export function closedDoor(name: string, reason: string): () => never {
  return function closed() {
    throw new TypeError(`${name} is closed: ${reason}.`);
  };
}
