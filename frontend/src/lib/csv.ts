// A cell that begins with one of these is run as a formula by spreadsheet programs.
const formula = /^[=+\-@\t\r]/;

export function csvCell(value: string): string {
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
