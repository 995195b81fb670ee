import type { Limits, RunResult } from "@vitrine/sdk";
import { sharedSandbox, why } from "../../conformance/support/sandbox.ts";
import { assert, type Attack, equal, measureStall } from "../harness/index.ts";

interface Program {
  title: string;
  code: string;
  limits?: Partial<Limits>;
  ends: string[];
  /** What the result must still hold, or may not. */
  check?: (result: RunResult) => void;
}

const programs: Record<string, Program> = {
  "python-loop": { title: "R3: while True in Python is ended by its deadline, and what it printed is kept", code: `print("kept", flush=True)\nwhile True: pass`, limits: { runMs: 500 }, ends: ["timeout RUN_TIMEOUT"], check: ({ stdout }) => equal(stdout, "kept\n", "stdout") },
  "python-list": { title: "R5: a list that grows without end is a MemoryError", code: "kept = []\nwhile True: kept.append(bytearray(2 ** 24))", ends: ["limit MEMORY_LIMIT"] },
  "python-stdout": {
    title: "R5: a gigabyte of printed text is cut at its limit",
    code: `line = "x" * 2 ** 20\nfor _ in range(1024): print(line)`,
    limits: { runMs: 20_000 },
    ends: ["ok -", "limit MESSAGE_LIMIT", "timeout RUN_TIMEOUT"],
    check: ({ stdout, truncated }) => equal([stdout.length <= 2 ** 20, truncated], [true, ["stdout"]], "what is kept of it"),
  },
  "zip-bomb": {
    title: "R5: a ZIP of a few megabytes that holds gigabytes meets the cap of memory",
    code: `import io, zipfile\npacked = io.BytesIO()\nwith zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:\n    with archive.open("zeros", "w", force_zip64=True) as zeros:\n        for _ in range(1100): zeros.write(bytes(2 ** 20))\nprint(len(packed.getvalue()), flush=True)\nzipfile.ZipFile(packed).read("zeros")`,
    ends: ["limit MEMORY_LIMIT"],
    check: ({ stdout }) => assert(Number(stdout) < 2 ** 23, `control: it is small: ${stdout}`),
  },
  "output-flood": { title: "R5: ten thousand outputs are cut at their limit", code: "for i in range(10_000): display(i)", ends: ["ok -", "limit MESSAGE_LIMIT"], check: ({ outputs }) => equal(outputs.length <= 100, true, "outputs") },
};

/** R3, R5: the same by plain Python. */
export const programAttacks: Attack[] = Object.entries(programs).map(([name, { title, code, limits = {}, ends, check }]) => ({
  id: `E-${name}`,
  title,
  timeoutMs: 120_000,
  async run() {
    const sandbox = await sharedSandbox("pyodide-0.29");
    const stall = measureStall();
    const result = await sandbox.run({ code, limits }).result;
    const stallMs = stall();
    const ended = `${result.status} ${result.error?.code ?? "-"}`;
    assert(ends.includes(ended), `${ended}: ${why(result)}`);
    check?.(result);
    const next = await sandbox.run({ code: "print(1 + 1)" }).result;
    equal([next.status, next.stdout], ["ok", "2\n"], "the next run");
    return { detail: `${ended} ${result.error?.message ?? ""}`, stallMs };
  },
}));
