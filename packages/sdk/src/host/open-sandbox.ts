import { NetworkRules } from "./network-rules.ts";
import { Sandbox, type SandboxParts } from "./sandbox.ts";

/** What createSandbox loads and the entry does not hold. Throws INVALID_ARGUMENT for rules of the network, and what Sandbox.open throws. */
export async function openSandbox(parts: Omit<SandboxParts, "network">): Promise<Sandbox> {
  const sandbox = new Sandbox({ ...parts, network: new NetworkRules(parts.policy.network) });
  await sandbox.open();
  return sandbox;
}
