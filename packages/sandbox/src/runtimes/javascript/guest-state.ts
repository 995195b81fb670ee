import type { Limits, Variable, WireFile } from "@vitrine/protocol";
import type { Streams } from "../runtime.ts";
import type { GuestRealm } from "./guest-realm.ts";
import { fromGuest } from "./realm.ts";

/** The files that the program wrote, or all of them, as far as the limits let them be. */
export function takeFiles(guest: GuestRealm, all: boolean, { fileCount, fileBytes }: Limits, streams: Streams): WireFile[] {
  const { context } = guest;
  return guest.callWith("takeFiles", all ? context.true : context.false).consume((list) => {
    const length = context.getProp(list, "length").consume((handle) => Number(fromGuest(context, handle)));
    const item = (index: number) => context.getProp(list, index).consume((handle) => fromGuest(context, handle));
    const files: WireFile[] = [];
    let bytes = 0;
    for (let at = 0; at + 1 < length; at += 2) {
      const [path, content] = [item(at), item(at + 1)];
      if (typeof path !== "string" || !(content instanceof ArrayBuffer)) continue;
      bytes += content.byteLength;
      if (files.length >= fileCount) streams.cut({ what: "files", limit: "fileCount", made: length / 2 });
      else if (bytes > fileBytes) streams.cut({ what: "files", limit: "fileBytes", made: bytes });
      else files.push({ path, bytes: content });
    }
    return files;
  });
}

export function variablesOf(guest: GuestRealm): Variable[] {
  return (JSON.parse(guest.text("variablesText")) as Variable[]).slice(0, 10_000);
}

/** Names of the realm, or keys of an object that a plain path of names leads to. */
export function completionsOf(guest: GuestRealm, before: string): { token: string; matches: string[] } {
  const [, path = "", token = ""] = /((?:[\w$]+\.)*)([\w$]*)$/.exec(before) ?? [];
  const matches = JSON.parse(guest.text("completions", path.slice(0, -1), token)) as string[];
  return { token, matches };
}
