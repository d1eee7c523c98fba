// Rows as a CSV file (RFC 4180) that is safe to open in a spreadsheet: no cell is taken for a formula.

type Cell = string | number | boolean | null;

/** https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** In UTF-8, a header line first. */
export function csvFile(header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array {
  const lines = [header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`);
  return new TextEncoder().encode(lines.join(''));
}

/** Text that a spreadsheet would compute gets an apostrophe before it. */
function cellText(cell: Cell): string {
  const plain = cell === null ? '' : String(cell);
  const safe = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
