/** A table for people: numbers to six digits after the point where they are not whole. */
export type Table = {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** The lines of a table, columns aligned at the right; nothing but its title where it has no rows. */
export function tableLines({ title, header, rows }: Table): readonly string[] {
  if (rows.length === 0) return [title, '  none'];
  const cells = [header, ...rows.map((row) => row.map(cellText))];
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  return [
    title,
    ...cells.map(
      (row) => `  ${row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ')}`,
    ),
  ];
}

const DIGITS = 6;
const SMALLEST = 10 ** -DIGITS;

function cellText(cell: string | number | null): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell)) return String(cell);
  return Math.abs(cell) < SMALLEST ? cell.toExponential(2) : cell.toFixed(DIGITS);
}
