// Count vowels: How often each vowel stands in a text
module.exports = (text) => {
  const counts = {};
  for (const [vowel] of text.toLowerCase().matchAll(/[aeiou]/g)) counts[vowel] = (counts[vowel] ?? 0) + 1;
  return { total: Object.values(counts).reduce((sum, count) => sum + count, 0), counts };
};
