import { describe, expect, test } from "vitest";
import { Calls } from "../testing/calls.ts";
import { rights } from "./rights.ts";

const root = 3;
const text = (content: string) => new TextEncoder().encode(content);
const writable = { base: rights.FD_READ | rights.FD_WRITE | rights.FD_SEEK | rights.FD_TELL | rights.FD_FILESTAT_GET | rights.FD_FILESTAT_SET_SIZE | rights.FD_FDSTAT_SET_FLAGS | rights.FD_ALLOCATE | rights.FD_FILESTAT_SET_TIMES };
const opened = (calls: Calls, path: string, how: Parameters<Calls["open"]>[2] = {}) => {
  const fd = calls.open(root, path, how);
  if (typeof fd === "string") throw new Error(`${path}: ${fd}`);
  return fd;
};

/** The root of most tests: a directory with a file and a directory in it. */
function tree(): Calls {
  const calls = new Calls({ files: [{ path: "dir/nested/file", bytes: text("content"), readOnly: false }] });
  return calls;
}

describe("R42: a path stays in its directory", () => {
  test.each(["/dir", "..", "dir/../..", "dir/nested/../../../etc", "../dir", "dir/../../dir"])("%s leads nowhere", (path) => {
    expect(tree().open(root, path)).toBe("PERM");
  });

  test("a link cannot lead out, nor be made to an absolute path", () => {
    const calls = tree();
    expect(calls.call("path_symlink", "/", root, "out")).toBe("PERM");
    expect(calls.call("path_symlink", "../..", root, "dir/up")).toBe("SUCCESS");
    expect(calls.open(root, "dir/up/x", { follow: true })).toBe("PERM");
    expect(calls.open(root, "dir/up", { follow: true })).toBe("PERM");
    const inner = opened(calls, "dir/nested", { directory: true });
    expect(calls.call("path_symlink", "../nested/file", inner, "inside")).toBe("SUCCESS");
    // Good from above, not from the directory itself.
    expect(calls.open(root, "dir/nested/inside", { follow: true })).toEqual(expect.any(Number));
    expect(calls.open(inner, "inside", { follow: true })).toBe("PERM");
  });

  test("dots and slashes inside of it are fine", () => {
    const calls = tree();
    for (const path of ["dir/.//nested/../../dir/nested/../nested///./file", "dir/nested/", "dir/nested///", ".", "dir/.."]) expect(calls.open(root, path)).toEqual(expect.any(Number));
    for (const path of ["dir/nested/file/", "dir/nested/file///", "dir/nested/file/x"]) expect(calls.open(root, path)).toBe("NOTDIR");
    expect(calls.open(root, "dir/nested/file\0")).toBe("ILSEQ");
    expect(calls.open(root, "")).toBe("NOENT");
    expect(calls.open(root, "x".repeat(256))).toBe("NAMETOOLONG");
  });

  test("pointers outside of the guest's memory are refused", () => {
    const calls = tree();
    expect(calls.call("path_create_directory", root, 65_530, 100)).toBe("FAULT");
    expect(calls.call("fd_read", 0, 65_535, 1, 0)).toBe("FAULT");
    expect(calls.call("random_get", 0xffff_ff00, 0xffff_ff00)).toBe("FAULT");
    expect(calls.call("fd_fdstat_get", 0, -1)).toBe("FAULT");
  });
});

describe("R42: WASI preview 1", () => {
  test("links: followed where asked for, at most forty", () => {
    const calls = tree();
    expect(calls.call("path_symlink", "dir/nested", root, "link")).toBe("SUCCESS");
    expect(calls.open(root, "link", { directory: true })).toBe("NOTDIR");
    expect(calls.open(root, "link")).toBe("LOOP");
    expect(calls.open(root, "link", { directory: true, follow: true })).toEqual(expect.any(Number));
    expect(calls.open(root, "link/file")).toEqual(expect.any(Number));
    calls.call("path_symlink", "loop", root, "loop");
    expect(calls.open(root, "loop")).toBe("LOOP");
    expect(calls.open(root, "loop", { follow: true })).toBe("LOOP");
    // Something new at a dangling link's end.
    calls.call("path_symlink", "dir/made", root, "dangling");
    expect(calls.open(root, "dangling", { create: true, exclusive: true, follow: true })).toBe("EXIST");
    expect(calls.open(root, "dangling", { create: true, follow: true })).toEqual(expect.any(Number));
    expect(calls.stat(root, "dir/made")).toMatchObject({ type: 4 });
    const [buffer, result] = [calls.room(16), calls.room(4)];
    expect(calls.call("path_readlink", root, "link", buffer, 4, result)).toBe("SUCCESS");
    expect(new TextDecoder().decode(new Uint8Array(calls.memory.buffer, buffer, calls.view(result, 4).getUint32(0, true)))).toBe("dir/");
    expect(calls.call("path_readlink", root, "dir", buffer, 4, result)).toBe("INVAL");
  });

  test("symbolic links that cannot be made", () => {
    const calls = tree();
    expect(calls.call("path_symlink", "x", root, "new/")).toBe("NOENT");
    expect(calls.call("path_symlink", "x", root, "dir")).toBe("EXIST");
    expect(calls.call("path_symlink", "x", root, "dir/")).toBe("EXIST");
    expect(calls.call("path_symlink", "x", root, "dir/nested/file/")).toBe("NOTDIR");
  });

  test("hard links share a file", () => {
    const calls = tree();
    const link = (flags: number, from: string, to: string) => calls.call("path_link", root, flags, from, root, to);
    expect(link(0, "dir/nested/file", "twin")).toBe("SUCCESS");
    expect(calls.stat(root, "twin")).toMatchObject({ links: 2n, size: 7n });
    expect(link(0, "twin", "twin")).toBe("EXIST");
    expect(link(0, "twin", "dir")).toBe("EXIST");
    expect(link(0, "dir", "other")).toBe("PERM");
    expect(link(0, "twin", "other/")).toBe("NOENT");
    calls.call("path_symlink", "nothing", root, "dangling");
    expect(link(0, "dangling", "copied")).toBe("SUCCESS");
    expect(link(1, "dangling", "followed")).toBe("NOENT");
    expect(link(0, "twin", "dangling")).toBe("EXIST");
    expect(calls.call("path_unlink_file", root, "twin")).toBe("SUCCESS");
    expect(calls.stat(root, "dir/nested/file")).toMatchObject({ links: 1n });
  });

  test("renaming", () => {
    const calls = tree();
    const rename = (from: string, to: string) => calls.call("path_rename", root, from, root, to);
    calls.call("path_create_directory", root, "empty");
    calls.create(root, "a");
    calls.create(root, "b");
    expect(rename("a", "b")).toBe("SUCCESS");
    expect(calls.stat(root, "a")).toBe("NOENT");
    expect(rename("b", "empty")).toBe("ISDIR");
    expect(rename("empty", "b")).toBe("NOTDIR");
    expect(rename("empty", "dir")).toBe("NOTEMPTY");
    expect(rename("dir", "dir/nested/below")).toBe("INVAL");
    expect(rename("b", "b")).toBe("SUCCESS");
    expect(rename("b/", "c")).toBe("NOTDIR");
    expect(rename("b", "c/")).toBe("NOTDIR");
    expect(rename("missing", "c")).toBe("NOENT");
    expect(rename("dir/", "empty/")).toBe("SUCCESS");
    expect(rename("empty", "dir/")).toBe("SUCCESS");
    expect(calls.read(opened(calls, "dir/nested/file"), 10)).toBe("content");
    // A parent is where a directory now is.
    expect(rename("dir/nested", "moved")).toBe("SUCCESS");
    expect(calls.open(root, "moved/../b")).toEqual(expect.any(Number));
  });

  test("removing", () => {
    const calls = tree();
    expect(calls.call("path_unlink_file", root, "dir")).toBe("ISDIR");
    expect(calls.call("path_unlink_file", root, "dir/")).toBe("ISDIR");
    expect(calls.call("path_unlink_file", root, "dir/nested/file/")).toBe("NOTDIR");
    expect(calls.call("path_remove_directory", root, "dir")).toBe("NOTEMPTY");
    expect(calls.call("path_remove_directory", root, "dir/nested/file")).toBe("NOTDIR");
    expect(calls.call("path_remove_directory", root, ".")).toBe("INVAL");
    const file = opened(calls, "dir/nested/file");
    expect(calls.call("path_unlink_file", root, "dir/nested/file")).toBe("SUCCESS");
    // What is open stays until it is closed.
    expect(calls.read(file, 10)).toBe("content");
    const nested = opened(calls, "dir/nested");
    expect(calls.call("path_remove_directory", root, "dir/nested/")).toBe("SUCCESS");
    expect(calls.create(nested, "late")).toBe("NOENT");
    expect(calls.call("path_remove_directory", root, "dir")).toBe("SUCCESS");
    expect(calls.call("path_create_directory", root, "new/")).toBe("SUCCESS");
    expect(calls.call("path_create_directory", root, "new")).toBe("EXIST");
  });

  test("opening", () => {
    const calls = tree();
    expect(calls.open(root, "missing")).toBe("NOENT");
    expect(calls.open(root, "dir/nested/file", { create: true, exclusive: true })).toBe("EXIST");
    expect(calls.open(root, "dir/nested/file", { directory: true })).toBe("NOTDIR");
    expect(calls.open(root, "dir", { directory: true, base: rights.FD_READ | rights.FD_WRITE })).toBe("ISDIR");
    expect(calls.open(root, ".", { directory: true, base: rights.FD_READ, inheriting: 0n })).toEqual(expect.any(Number));
    expect(calls.open(root, "dir", { create: true, directory: true })).toBe("INVAL");
    expect(calls.open(opened(calls, "dir/nested/file"), "x", { create: true })).toBe("NOTDIR");
    expect(calls.open(99, "x")).toBe("BADF");
    const file = opened(calls, "dir/nested/file", { truncate: true, ...writable });
    expect(calls.stat(file)).toMatchObject({ size: 0n });
    // The lowest number that is free.
    calls.call("fd_close", file);
    expect(opened(calls, "dir")).toBe(file);
  });

  test("names that lead to links, to nothing, or end with a slash: what each call says of them", () => {
    const guest = new Calls();
    guest.call("path_create_directory", 3, "dir");
    guest.create(3, "dir/file");
    for (const [target, name] of [["dir", "to-dir"], ["dir/file", "to-file"], ["self", "self"], ["none", "to-none"], ["../out", "up"]] as const) guest.call("path_symlink", target, 3, name);
    const tryToOpen = (path: string, options: Parameters<Calls["open"]>[2] = {}) => {
      const fd = guest.open(3, path, options);
      return typeof fd === "string" ? fd : guest.call("fd_close", fd);
    };
    const said = (path: string) => ({
      open: tryToOpen(path),
      follow: tryToOpen(path, { follow: true }),
      directory: tryToOpen(path, { directory: true }),
      new: tryToOpen(path, { create: true, exclusive: true, follow: true }),
      stat: typeof guest.stat(3, path) === "string" ? guest.stat(3, path) : "SUCCESS",
      link: guest.call("path_link", 3, 0, "dir/file", 3, path),
      symlink: guest.call("path_symlink", "x", 3, path),
      create: guest.call("path_create_directory", 3, path),
      read: guest.call("path_readlink", 3, path, guest.room(8), 8, guest.room(4)),
    });
    const taken = { new: "EXIST", link: "EXIST", symlink: "EXIST", create: "EXIST" };
    expect(said("dir")).toEqual({ ...taken, open: "SUCCESS", follow: "SUCCESS", directory: "SUCCESS", stat: "SUCCESS", read: "INVAL" });
    expect(said("dir/")).toEqual(said("dir"));
    expect(said("dir/file")).toEqual({ ...taken, open: "SUCCESS", follow: "SUCCESS", directory: "NOTDIR", stat: "SUCCESS", read: "INVAL" });
    expect(new Set(Object.values(said("dir/file/")))).toEqual(new Set(["NOTDIR"]));
    expect(said("to-dir")).toEqual({ ...taken, open: "LOOP", follow: "SUCCESS", directory: "NOTDIR", stat: "SUCCESS", read: "SUCCESS" });
    expect(said("to-file")).toEqual({ ...taken, open: "LOOP", follow: "SUCCESS", directory: "NOTDIR", stat: "SUCCESS", read: "SUCCESS" });
    expect(said("to-none")).toEqual({ ...taken, open: "LOOP", follow: "NOENT", directory: "NOTDIR", stat: "SUCCESS", read: "SUCCESS" });
    expect(said("self")).toEqual({ ...taken, open: "LOOP", follow: "LOOP", directory: "NOTDIR", stat: "SUCCESS", read: "SUCCESS" });
    expect(said("up")).toEqual({ ...taken, open: "LOOP", follow: "PERM", directory: "NOTDIR", stat: "SUCCESS", read: "SUCCESS" });
    expect(new Set(Object.values(said("self/x")))).toEqual(new Set(["LOOP"]));
    expect(new Set(Object.values(said("none/x")))).toEqual(new Set(["NOENT"]));
    // A file is made where a link points that leads to nothing.
    expect([tryToOpen("to-none", { create: true, follow: true }), typeof guest.stat(3, "none")]).toEqual(["SUCCESS", "object"]);
  });

  test("reading, writing, seeking, appending, cutting", () => {
    const calls = new Calls();
    const file = opened(calls, "file", { create: true, ...writable, flags: 1 });
    expect(calls.write(file, "one")).toBe("SUCCESS");
    expect(calls.seek(file, 0n, 0)).toBe(0n);
    calls.write(file, "two");
    expect(calls.seek(file, 0n, 1)).toBe(6n);
    expect(calls.read(file, 10, 1n)).toBe("netwo");
    calls.write(file, "X", 0n);
    expect(calls.seek(file, 0n, 1)).toBe(6n);
    expect(calls.call("fd_fdstat_set_flags", file, 0)).toBe("SUCCESS");
    calls.seek(file, -3n, 2);
    calls.write(file, "2");
    expect(calls.read(file, 10, 0n)).toBe("Xne2wo");
    expect(calls.seek(file, -1n, 0)).toBe("INVAL");
    expect(calls.seek(file, 0n, 3)).toBe("INVAL");
    expect(calls.seek(file, 100n, 0)).toBe(100n);
    expect(calls.read(file, 10)).toBe("");
    calls.write(file, "!");
    expect(calls.stat(file)).toMatchObject({ size: 101n });
    expect(calls.call("fd_filestat_set_size", file, 2n)).toBe("SUCCESS");
    expect(calls.call("fd_filestat_set_size", file, 4n)).toBe("SUCCESS");
    expect(calls.read(file, 10, 0n)).toBe("Xn\0\0");
    expect(calls.call("fd_allocate", file, 90n, 20n)).toBe("SUCCESS");
    expect(calls.call("fd_allocate", file, 10n, 10n)).toBe("SUCCESS");
    expect(calls.call("fd_allocate", file, 10n, 0n)).toBe("INVAL");
    expect(calls.stat(file)).toMatchObject({ size: 110n });
    expect(calls.call("fd_allocate", file, 0n, 1n << 40n)).toBe("FBIG");
    expect(calls.call("fd_allocate", file, 0n, 1n << 21n)).toBe("NOSPC");
    expect(calls.write(file, "x", 1n << 62n)).toBe("FBIG");
  });

  test("directories are not files", () => {
    const calls = tree();
    const directory = opened(calls, "dir");
    expect(calls.read(directory, 1)).toBe("BADF");
    expect(calls.read(directory, 1, 0n)).toBe("BADF");
    expect(calls.write(directory, "x")).toBe("BADF");
    expect(calls.seek(directory, 0n, 1)).toBe("BADF");
    expect(calls.call("fd_tell", directory, 0)).toBe("BADF");
    expect(calls.call("fd_allocate", directory, 0n, 1n)).toBe("BADF");
    expect(calls.call("fd_filestat_set_size", directory, 0n)).toBe("BADF");
    expect(calls.rights(directory).base & (rights.FD_SEEK | rights.FD_FILESTAT_SET_SIZE)).toBe(0n);
  });

  test("rights are given on, dropped, and never come back", () => {
    const calls = tree();
    const readOnly = opened(calls, "dir/nested/file", { base: rights.FD_READ });
    expect(calls.write(readOnly, "x")).toBe("BADF");
    const file = opened(calls, "dir/nested/file", writable);
    expect(calls.call("fd_fdstat_set_rights", file, rights.FD_SEEK, 0n)).toBe("SUCCESS");
    expect(calls.read(file, 1)).toBe("BADF");
    expect(calls.write(file, "x")).toBe("BADF");
    expect(calls.call("fd_fdstat_set_rights", file, rights.FD_SEEK | rights.FD_READ, 0n)).toBe("NOTCAPABLE");
    const directory = opened(calls, "dir", { directory: true, base: rights.PATH_OPEN, inheriting: rights.FD_READ });
    expect(calls.rights(opened(calls, "dir/nested/file")).base & rights.FD_SEEK).toBe(rights.FD_SEEK);
    const below = calls.open(directory, "nested/file");
    expect(calls.rights(below as number).base).toBe(rights.FD_READ);
    expect(calls.open(directory, "new", { create: true })).toBe("PERM");
    expect(calls.open(directory, "nested/file", { truncate: true })).toBe("PERM");
    expect(calls.call("path_unlink_file", directory, "nested/file")).toBe("PERM");
  });

  test("a directory is read in parts, and what is removed meanwhile does not shift the rest", () => {
    const calls = new Calls();
    const directory = opened(calls, ".");
    expect(calls.readDirectory(directory).entries.map(({ name }) => name)).toEqual([".", ".."]);
    for (let count = 0; count < 200; count++) calls.create(root, `file.${count}`);
    const seen: string[] = [];
    let cookie = 0n;
    for (;;) {
      const { entries, more } = calls.readDirectory(directory, 256, cookie);
      seen.push(...entries.map(({ name }) => name));
      if (!more) break;
      cookie = entries.at(-1)!.next;
      calls.call("path_unlink_file", root, "file.0");
    }
    expect(seen).toEqual([".", "..", ...Array.from({ length: 200 }, (_, count) => `file.${count}`)]);
    const { entries: again } = calls.readDirectory(directory);
    expect(again[0]).toMatchObject({ name: ".", type: 3, ino: (calls.stat(directory) as { ino: bigint }).ino });
    expect(calls.readDirectory(directory, 40, again.at(1)!.next).entries.map(({ name }) => name)).toEqual([again.at(2)!.name]);
  });

  test("times", () => {
    const calls = tree();
    const file = opened(calls, "dir/nested/file", writable);
    const before = calls.stat(file) as { accessed: bigint; modified: bigint };
    expect(calls.call("fd_filestat_set_times", file, 1n, 2n, 4)).toBe("SUCCESS");
    expect(calls.stat(file)).toMatchObject({ accessed: before.accessed, modified: 2n });
    expect(calls.call("fd_filestat_set_times", file, 1n, 2n, 12)).toBe("INVAL");
    expect(calls.call("fd_filestat_set_times", file, 1n, 2n, 3)).toBe("INVAL");
    calls.call("path_symlink", "nested/file", root, "dir/link");
    expect(calls.call("path_filestat_set_times", root, 0, "dir/link", 5n, 6n, 5)).toBe("SUCCESS");
    expect(calls.stat(root, "dir/link")).toMatchObject({ accessed: 5n, modified: 6n, type: 7 });
    expect(calls.stat(root, "dir/link", true)).toMatchObject({ modified: 2n, type: 4 });
    calls.write(file, "x");
    expect((calls.stat(file) as { modified: bigint }).modified).toBeGreaterThan(before.modified);
  });

  test("descriptors: renumbered over others and over preopens, closed", () => {
    const calls = tree();
    const [one, two] = [opened(calls, "dir"), opened(calls, "dir/nested/file", writable)];
    const stat = calls.rights(two);
    expect(calls.call("fd_renumber", two, one)).toBe("SUCCESS");
    expect(calls.call("fd_close", two)).toBe("BADF");
    expect(calls.rights(one)).toEqual(stat);
    expect(calls.call("fd_renumber", one, two)).toBe("BADF");
    expect(calls.call("fd_renumber", one, root)).toBe("SUCCESS");
    expect(calls.call("fd_prestat_get", root, 0)).toBe("BADF");
    expect(calls.call("fd_renumber", 1, root)).toBe("SUCCESS");
    expect(calls.write(root, "moved")).toBe("SUCCESS");
    expect(calls.stdout).toBe("moved");
  });

  test("preopens say their names", () => {
    const calls = new Calls({ preopens: [{ guest: "data", readOnly: false }] });
    const at = calls.room(16);
    expect(calls.call("fd_prestat_get", root, at)).toBe("SUCCESS");
    expect([calls.view(at, 1).getUint8(0), calls.view(at, 8).getUint32(4, true)]).toEqual([0, 4]);
    expect(calls.call("fd_prestat_dir_name", root, at, 0)).toBe("NAMETOOLONG");
    expect(calls.call("fd_prestat_dir_name", root, at, 9)).toBe("SUCCESS");
    expect(new TextDecoder().decode(new Uint8Array(calls.memory.buffer, at, 4))).toBe("data");
    expect(calls.call("fd_prestat_get", 4, at)).toBe("BADF");
    const nothing = new Calls({ preopens: [], files: [{ path: "file", bytes: text("unseen"), readOnly: false }] });
    expect([nothing.call("fd_prestat_get", root, at), nothing.open(root, "file")]).toEqual(["BADF", "BADF"]);
  });

  test("what is read-only stays as it is", () => {
    const calls = new Calls({ preopens: [{ guest: "/", readOnly: true }], files: [{ path: "file", bytes: text("kept"), readOnly: false }] });
    expect(calls.open(root, "file", writable)).toBe("ROFS");
    expect(calls.open(root, "file", { truncate: true })).toBe("ROFS");
    expect(calls.create(root, "new")).toBe("ROFS");
    expect(calls.call("path_create_directory", root, "new")).toBe("ROFS");
    expect(calls.call("path_unlink_file", root, "file")).toBe("ROFS");
    expect(calls.call("path_rename", root, "file", root, "other")).toBe("ROFS");
    expect(calls.call("path_link", root, 0, "file", root, "other")).toBe("ROFS");
    expect(calls.call("path_symlink", "file", root, "other")).toBe("ROFS");
    expect(calls.call("path_filestat_set_times", root, 0, "file", 0n, 0n, 4)).toBe("ROFS");
    expect(calls.read(opened(calls, "file"), 10)).toBe("kept");
    expect(calls.mounts.changed()).toEqual([]);
  });

  test("standard streams", () => {
    const calls = new Calls({ stdin: "line\nrest" });
    expect(calls.read(0, 5)).toBe("line\n");
    expect(calls.read(0, 50)).toBe("rest");
    expect(calls.read(0, 50)).toBe("");
    expect(calls.write(2, "out")).toBe("SUCCESS");
    expect(calls.stdout).toBe("out");
    expect(calls.write(0, "x")).toBe("BADF");
    expect(calls.read(1, 1)).toBe("BADF");
    expect(calls.seek(0, 0n, 1)).toBe("SPIPE");
    expect(calls.write(-1, "x")).toBe("BADF");
    // No terminal: those cannot seek.
    expect(calls.rights(1)).toMatchObject({ type: 2 });
    expect(calls.rights(1).base & rights.FD_SEEK).toBe(rights.FD_SEEK);
  });

  test("polling: streams are ready at once, clocks when their time has come", () => {
    const calls = new Calls({ stdin: "abc" });
    const [subscriptions, events, result] = [calls.room(96), calls.room(64), calls.room(4)];
    const clock = (place: number, timeout: bigint, absolute = false) => {
      const view = calls.view(subscriptions + place * 48, 48);
      view.setBigUint64(0, BigInt(place + 7), true);
      view.setUint8(8, 0);
      view.setUint32(16, 1, true);
      view.setBigUint64(24, timeout, true);
      view.setUint16(40, Number(absolute), true);
    };
    const stream = (place: number, type: number, fd: number) => {
      const view = calls.view(subscriptions + place * 48, 48);
      view.setBigUint64(0, BigInt(place + 7), true);
      view.setUint8(8, type);
      view.setUint32(16, fd, true);
    };
    const poll = (count: number) => {
      const error = calls.call("poll_oneoff", subscriptions, events, count, result);
      if (error !== "SUCCESS") return error;
      return Array.from({ length: calls.view(result, 4).getUint32(0, true) }, (_, place) => {
        const view = calls.view(events + place * 32, 32);
        return { userdata: view.getBigUint64(0, true), error: view.getUint16(8, true), type: view.getUint8(10), bytes: view.getBigUint64(16, true) };
      });
    };
    clock(0, 1_000_000n);
    stream(1, 1, 0);
    expect(poll(2)).toEqual([{ userdata: 8n, error: 0, type: 1, bytes: 3n }]);
    stream(1, 2, 1);
    expect(poll(2)).toEqual([{ userdata: 8n, error: 0, type: 2, bytes: 0n }]);
    stream(1, 2, 55);
    expect(poll(2)).toEqual([{ userdata: 8n, error: 8, type: 2, bytes: 0n }]);
    const start = calls.now;
    clock(1, 500n);
    expect(poll(2)).toEqual([{ userdata: 8n, error: 0, type: 0, bytes: 0n }]);
    expect(calls.now).toBe(start + 500n);
    clock(0, calls.now + 100n, true);
    expect(poll(1)).toHaveLength(1);
    expect(calls.now).toBe(start + 600n);
    expect(poll(0)).toBe("INVAL");
  });

  test("no sockets, no signals", () => {
    const calls = new Calls();
    expect(calls.call("sock_shutdown", 1, 3)).toBe("NOTSOCK");
    expect(calls.call("sock_accept", 77, 0, 0)).toBe("BADF");
    expect(calls.call("proc_raise", 6)).toBe("NOSYS");
    expect(calls.call("sched_yield")).toBe("SUCCESS");
  });

  test("files have room for so much, and it comes back", () => {
    const calls = new Calls({ capacity: 1000 });
    const file = opened(calls, "file", { create: true, ...writable });
    expect(calls.write(file, "x".repeat(900))).toBe("SUCCESS");
    expect(calls.write(file, "x".repeat(200))).toBe("NOSPC");
    calls.call("path_unlink_file", root, "file");
    const second = opened(calls, "second", { create: true, ...writable });
    expect(calls.write(second, "x".repeat(200))).toBe("NOSPC");
    calls.call("fd_close", file);
    expect(calls.write(second, "x".repeat(900))).toBe("SUCCESS");
  });
});
