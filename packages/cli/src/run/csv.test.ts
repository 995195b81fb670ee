import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

const column = (name: string) => ({ name, type: "object" });

test("quotes commas, quotes and line ends, and nothing else", () => {
  const table = { columns: [column("a,b"), column('c"d')], index: null, indexName: null, rows: [["x\ny", "plain text"], [" spaced ", "r\rr"]], shape: [2, 2] as [number, number] };
  expect(csvOf(table)).toBe('"a,b","c""d"\n"x\ny",plain text\n spaced ,"r\rr"\n');
});

test("puts row labels in front and leaves missing values empty", () => {
  const table = { columns: [column("n"), column("ok")], index: ["one", "two"], indexName: "id", rows: [[1.5, true], [null, false]], shape: [2, 2] as [number, number] };
  expect(csvOf(table)).toBe("id,n,ok\none,1.5,true\ntwo,,false\n");
});

test("a table without rows is its header", () => {
  expect(csvOf({ columns: [column("n")], index: [], indexName: null, rows: [], shape: [0, 1] })).toBe(",n\n");
});
