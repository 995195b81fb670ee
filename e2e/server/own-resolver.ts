import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { lookup } from "node:dns/promises";
import type { Arrivals } from "./arrivals.ts";
import { sinkDomain, startResolver } from "./resolver.ts";

/** Set in the process that lives in the namespace: the address of its resolver. */
const variable = "VITRINE_RESOLVER";

/** Takes the resolver's address and a command. Mounts over what says how names are looked up; the rest of the machine sees none of it. */
const script = `
  folder=$(mktemp -d) && echo "nameserver $0" > "$folder/resolv.conf" && echo "hosts: files dns" > "$folder/nsswitch.conf" &&
  for file in resolv.conf nsswitch.conf; do [ ! -e "/etc/$file" ] || mount --bind "$folder/$file" "/etc/$file" || exit 1; done &&
  rm -r "$folder" && exec "$@"`;

/**
 * Starts this process anew in a private mount namespace, whose `resolv.conf` names a resolver that the tests own: all browsers started
 * from it ask there. Returns in the new process; and in the old one, with the reason, where that cannot be had.
 */
export async function enterOwnResolver(): Promise<string | undefined> {
  if (process.env[variable]) return undefined;
  if (process.platform !== "linux" || !process.execve) return "it takes Linux, and a Node that has process.execve";
  // Its own, so that runs beside each other do not meet.
  const address = `127.53.${(process.pid >> 8) & 255}.${(process.pid & 255) || 1}`;
  const refused = await whyNotBound(address);
  if (refused) return `port 53 of ${address} cannot be had (${refused})`;
  const enter = ["unshare", "--mount", ...(process.getuid?.() === 0 ? [] : ["--map-root-user"]), "sh", "-c", script, address];
  const tried = spawnSync("env", [...enter, "true"], { encoding: "utf8" });
  if (tried.status !== 0) return `no private mount namespace can be made here (${tried.error?.message ?? tried.stderr.trim()})`;
  return process.execve("/usr/bin/env", ["env", ...enter, process.execPath, ...process.execArgv, ...process.argv.slice(1)], { ...process.env, [variable]: address });
}

/** Starts the resolver in the process that was given one, and proves that the system asks it. */
export async function startOwnResolver(arrivals: Arrivals): Promise<{ close(): void } | undefined> {
  const address = process.env[variable];
  if (!address) return undefined;
  const resolver = await startResolver(address, (key) => arrivals.arrive(`${key}.dns`));
  await lookup(`check.${sinkDomain}`);
  if (arrivals.count("check.dns") === 0) throw new Error("A name of the sinks was resolved, but not by the tests' own resolver.");
  return resolver;
}

async function whyNotBound(address: string): Promise<string | undefined> {
  const socket = createSocket("udp4");
  return new Promise((resolve) => {
    socket.once("error", ({ message }) => resolve(message));
    socket.bind(53, address, () => socket.close(() => resolve(undefined)));
  });
}
