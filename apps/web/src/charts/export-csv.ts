import type { ChartTable } from './chart-types.ts';

const FORMULA = /^[=+@\t\r]|^-(?!\d)/;

/**
 * The table of a chart as CSV (RFC 4180, lines end with CRLF), in its first line where it came from
 * and the version of the data, which grows with every fact that changes; null where it is not known.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(
  table: ChartTable,
  { source, dataVersion }: { readonly source: string; readonly dataVersion: number | null },
): string {
  const version = dataVersion === null ? '' : `; data version ${dataVersion}`;
  const rows = [
    [`${table.caption}; ${source}${version}`],
    table.columns,
    ...table.rows.map(({ head, cells }) => [head, ...cells]),
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
