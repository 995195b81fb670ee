export const nothingButReading: readonly string[];
