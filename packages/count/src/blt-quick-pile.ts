/**
 * Reads the plainest form of a pile: digits and single blanks, ended by a 0, nothing else. Almost
 * every line of a real file is one, and this reads it without making anything. Fills `ranking` and
 * returns the number of papers; 0 for anything unusual, which is left to the reader that can say
 * what is wrong.
 */
export function quickPile(line: string, candidates: number, ranking: number[]): number {
  ranking.length = 0;
  let count = 0;
  let value = -1;
  for (let i = 0; i <= line.length; i++) {
    const code = i === line.length ? 32 : line.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = (value === -1 ? 0 : value * 10) + (code - 48);
      // Eight digits at most: longer numbers are for the careful reader.
      if (value > 99_999_999) return 0;
      continue;
    }
    if (code !== 32 || value === -1) return 0;
    if (count === 0) {
      if (value === 0) return 0;
      count = value;
    } else if (value === 0) return i === line.length ? count : 0;
    else if (value > candidates || ranking.includes(value - 1)) return 0;
    else ranking.push(value - 1);
    value = -1;
  }
  return 0;
}
