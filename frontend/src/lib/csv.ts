// The import's rule: spreadsheet programs run a cell that begins with one of these as a formula, also in
// full width and behind white space.
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r]/;

/** Always quoted: some spreadsheet programs part cells at a semicolon or a tab, too. */
export function csvCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
