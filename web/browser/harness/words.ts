/** Words as they are counted: case, marks and accents' encoding aside. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFC').toLowerCase().replaceAll('’', "'").replace(/[^\p{L}\p{N}' ]/gu, ' ');
  return plain.split(/\s+/).filter((word) => word !== '');
}

/**
 * Errors per word of the reference: substitutions, insertions and deletions of the shortest way from one to the other
 * (Levenshtein 1966).
 */
export function wordErrorRate(reference: string, given: string): number {
  const expected = wordsOf(reference);
  const actual = wordsOf(given);
  let row = Array.from({ length: actual.length + 1 }, (_, j) => j);
  expected.forEach((word, i) => {
    const next = [i + 1];
    actual.forEach((other, j) => {
      const replaced = (row[j] ?? 0) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, 1 + (row[j + 1] ?? 0), 1 + (next[j] ?? 0)));
    });
    row = next;
  });
  return (row[actual.length] ?? 0) / Math.max(1, expected.length);
}
