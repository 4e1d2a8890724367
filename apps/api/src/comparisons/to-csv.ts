import { csvRowsOf, type AnsweredComparison, type CsvRow } from './csv-rows.ts';

const columns = ['part', 'key', 'value', 'lower', 'upper', 'unit', 'n', 'words'] as const;

/** Says ahead of all figures that they come from a simulation. */
const SIMULATED: CsvRow = {
  part: 'comparison',
  key: 'simulated',
  value: true,
  words: 'Simulated organisation: every number comes from a simulation.',
};

/**
 * The answer of a comparison as a table (RFC 4180), a row for each number or text. Numbers are whole
 * and unrounded; texts that a spreadsheet would take for a formula begin with an apostrophe.
 */
export function toCsv(
  comparison: AnsweredComparison,
  { isSimulated }: { readonly isSimulated: boolean },
): string {
  const rows = [...(isSimulated ? [SIMULATED] : []), ...csvRowsOf(comparison)];
  const lines = rows.map((row) => columns.map((column) => cellOf(row[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\r\n');
}

function cellOf(value: CsvRow[keyof CsvRow]): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What spreadsheets take for the beginning of a formula, full-width signs and leading blanks too. */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
