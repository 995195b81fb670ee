export * from "./distribution.ts";
export * from "./errors.ts";
export * from "./limits.ts";
export * from "./output.ts";
export * from "./payload.ts";
export * from "./policy.ts";
export * from "./result.ts";
export * from "./run.ts";
