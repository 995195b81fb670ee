import "./ensure-node.mjs";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensureWorkspace } from "./ensure-workspace.mjs";
import { nothingButReading } from "./nothing-but-reading.mjs";
import { root, run } from "./process.mjs";

const server = fileURLToPath(new URL("apps/chat/server/main.ts", root));

try {
  await ensureWorkspace();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (!existsSync(server)) {
  console.error("apps/chat/server/main.ts is not there yet.");
  process.exit(1);
}
let opened = false;
// The server says its own address; the first one that it says is opened, where somebody sits in front of a screen.
const code = await run(process.execPath, [...nothingButReading, server], {
  exitOnSignal: false,
  onLine(line) {
    console.log(line);
    const url = /http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\S*/.exec(line)?.[0];
    if (!url || opened) return;
    opened = true;
    openBrowser(url);
  },
});
// Ctrl-C is how one ends it.
process.exitCode = code === 130 || code === 143 ? 0 : code;

function openBrowser(url) {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = process.env;
  const opener = {
    darwin: ["open", url],
    win32: ["cmd", "/c", "start", "", url],
    linux: DISPLAY || WAYLAND_DISPLAY ? ["xdg-open", url] : undefined,
  }[process.platform];
  if (CI || !opener || !process.stdout.isTTY) return;
  const [command, ...args] = opener;
  spawn(command, args, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
