/**
 * Flags for Node under which a process cannot run other code than its own: no child processes, threads, addons or WASI, no writing
 * of files, no code from text. The chat's server works under them, which shows that it runs nobody's code.
 */
export const nothingButReading = [
  "--permission",
  "--allow-fs-read=*",
  "--disallow-code-generation-from-strings",
  // Node 25 and later ask for the network too.
  ...(process.allowedNodeEnvironmentFlags.has("--allow-net") ? ["--allow-net"] : []),
];
