/** What the program waits for. It is over once nothing is left. */
const waiting = new Map<number, (answer: unknown) => void>();
let nextId = 0;

/** Asks the worker for something that comes later. */
export function ask<T>(send: (id: number) => void): Promise<T> {
  return new Promise((resolve) => {
    const id = nextId++;
    waiting.set(id, resolve as (answer: unknown) => void);
    send(id);
  });
}

/** The worker's answer. */
export function settle(id: number, answer: unknown): void {
  waiting.get(id)?.(answer);
  waiting.delete(id);
}

export const pendingCount = (): number => waiting.size;

/** A program that is over hears of nothing any more. */
export const forgetPending = (): void => waiting.clear();
