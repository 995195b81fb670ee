import { readdirSync, readFileSync } from "node:fs";

/** MiB of memory that the processes below this one take up; what several share counts once (proportional set size, Linux). */
export function browserMemory(): number {
  const parents = new Map(readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), parentOf(pid)]));
  const isBelow = (pid: number): boolean => pid > 1 && (parents.get(pid) === process.pid || isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + residentMebibytes(pid), 0);
}

// A process may end while it is looked at, and then takes up nothing.
function parentOf(pid: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

function residentMebibytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
