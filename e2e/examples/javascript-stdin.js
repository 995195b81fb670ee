// JavaScript: count the vowels of stdin
// stdin: The quick brown fox\njumps over the lazy dog
import { readFileSync } from "node:fs";

const text = readFileSync(0, "utf8");
const counts = {};
for (const [vowel] of text.toLowerCase().matchAll(/[aeiou]/g)) counts[vowel] = (counts[vowel] ?? 0) + 1;

console.table(Object.entries(counts).map(([vowel, count]) => ({ vowel, count })));
console.log(Object.values(counts).reduce((total, count) => total + count, 0), "vowels");
