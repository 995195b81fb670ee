import { suite } from "./harness/index.ts";
import { blobCases } from "./seal-facts/blobs.ts";
import { featureCases } from "./seal-facts/features.ts";
import { leakCases } from "./seal-facts/leaks.ts";
import { originCases } from "./seal-facts/origin.ts";
import { scriptCases } from "./seal-facts/scripts.ts";
import { webAssemblyCases } from "./seal-facts/web-assembly.ts";

// The mechanics that the seal is built on (facts.md), without any of the product's code: when an engine changes one, this says so first.
await suite([...originCases, ...scriptCases, ...blobCases, ...webAssemblyCases, ...leakCases, ...featureCases]);
