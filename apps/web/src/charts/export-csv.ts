import type { ChartTable } from './chart-types.ts';

const FORMULA = /^[=+@\t\r]|^-(?!\d)/;

/**
 * The table of a chart as CSV (RFC 4180, lines end with CRLF), where it came from in its first
 * line. A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(table: ChartTable, source: string): string {
  const rows = [
    [`${table.caption}; ${source}`],
    table.columns,
    ...table.rows.map(({ head, cells }) => [head, ...cells]),
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
