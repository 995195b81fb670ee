import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { nothingButReading } from "../../scripts/nothing-but-reading.mjs";
import { startOwned, stopOwned } from "../engines/owned-process.ts";

const main = fileURLToPath(import.meta.resolve("@vitrine/chat/server"));

export interface ChatServer {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  /** Every line that it has printed so far, requests among them. */
  log: string[];
  stop(): Promise<void>;
}

/**
 * Starts the chat's real server as `npm start` does, at a free port. Its environment holds no keys, whatever the caller's has, so that
 * replies are scripted.
 */
export async function startChatServer(): Promise<ChatServer> {
  const { PATH } = process.env;
  const owned = startOwned(process.execPath, [...nothingButReading, main], { PATH, PORT: "0" }, ["ignore", "pipe", "inherit"]);
  const log: string[] = [];
  const origin = await new Promise<string>((resolve, reject) => {
    createInterface({ input: owned.child.stdout as Readable }).on("line", (line) => {
      log.push(line);
      const [address] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
      if (address) resolve(address);
    });
    void owned.exited.then((code) => reject(new Error(`The chat's server ended with code ${code}: ${log.join("\n")}`)));
  });
  return { origin, log, stop: () => stopOwned(owned) };
}
