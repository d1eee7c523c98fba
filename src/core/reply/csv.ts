// Rows as a CSV file (RFC 4180) that is safe to open in a spreadsheet: no cell is taken for a formula.

type Cell = string | number | boolean | null;

/** https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A header line, then a line for each row. */
export function csvOf(columns: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return lines.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

/** Text that a spreadsheet would compute gets an apostrophe before it. */
function cellText(cell: Cell): string {
  const plain = cell === null ? '' : String(cell);
  const safe = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
