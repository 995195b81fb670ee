export * from "../../conformance/harness/index.ts";
export { measureStall } from "../../conformance/support/measure-stall.ts";
export * from "./attack-suite.ts";
export * from "./once.ts";
