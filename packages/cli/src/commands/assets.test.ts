import { expect, test, vi } from "vitest";
import { assetsCommand } from "./assets.ts";

test.each([[[]], [["one", "two"]], [["dir", "--unknown"]]])("refuses %j", async (argv) => {
  await expect(assetsCommand(argv)).rejects.toMatchObject({ code: "INVALID_ARGUMENT", fix: expect.stringContaining("--help") });
});

test("prints its options", async () => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await assetsCommand(["--help"])).toBe(0);
  const text = write.mock.calls.flat().join("");
  write.mockRestore();
  for (const option of ["<dir>", "--distribution", "--packages"]) expect(text).toContain(option);
});
