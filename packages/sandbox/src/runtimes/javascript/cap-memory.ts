/** QuickJS's own limit counts nothing in this build; what it may not have, its memory refuses to grow to, and it throws "out of memory". */
export function capMemory(memory: WebAssembly.Memory, limit: () => number): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * 65_536 > limit()) throw new RangeError("limits.memoryBytes");
    return grow(pages);
  };
}
