/** The engine's own clock in milliseconds, taken before a run can fix the worker's or guest code replace it. */
export const realNow = performance.now.bind(performance);
