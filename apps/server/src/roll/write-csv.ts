/**
 * Rows as CSV for a spreadsheet. A cell that a spreadsheet would take for a formula is given a leading
 * apostrophe, since a member may choose the name that an officer later opens in one.
 * Source: OWASP, CSV Injection; RFC 4180.
 */
export function writeCsv(rows: Iterable<readonly (string | number)[]>): string {
  let out = '\ufeff'; // Excel takes a file without the mark for Windows-1252
  for (const row of rows) out += `${row.map(cell).join(',')}\r\n`;
  return out;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
