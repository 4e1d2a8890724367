import type { Reading, Table } from './charts.ts';

/** What a table says where there is nothing to tell aloud. */
const SILENT = new Set(['', 'none', 'no', 'nothing', 'measured', 'not told']);

/** What of a table is of a point: the row, the column where the point is one cell, the cells. */
type Told = {
  readonly head: string;
  readonly column: string;
  readonly cells: readonly string[];
};

/** Where readings and the table of a chart differ; none where they tell the same of every point. */
export function differencesOf(
  lines: readonly (readonly Reading[])[],
  table: Table,
): readonly string[] {
  const points = lines.flat();
  const told = toldOf(lines, table);
  if (told === null) {
    const size = `${lines.length} lines of ${lines[0]?.length ?? 0}`;
    return [`${size} points are no table of ${table.rows.length} by ${table.columns.length}`];
  }
  const same = points.length - new Set(points.map(({ spoken }) => spoken)).size;
  const missing = points.flatMap((point, index) => {
    const row = told[index];
    return row === undefined ? [`"${point.spoken}" is not in the table`] : missingIn(point, row);
  });
  return same === 0 ? missing : [...missing, `${same} points are read like another`];
}

/** What the table tells of each point; null where it is not of these points. */
function toldOf(
  lines: readonly (readonly Reading[])[],
  { columns, rows }: Table,
): readonly Told[] | null {
  const long = lines[0]?.length ?? 0;
  const names = columns.slice(1);
  if (lines.flat().length === rows.length) {
    return rows.map(({ head, cells }) => ({ head, column: '', cells }));
  }
  if (lines.length === rows.length && long <= names.length) {
    return rows.flatMap(({ head, cells }) =>
      cells.slice(0, long).map((cell, index) => ({
        head,
        column: names[index]?.split(',')[0] ?? '',
        cells: [cell],
      })),
    );
  }
  if (long !== rows.length || lines.length > names.length) return null;
  return lines.flatMap((_, line) =>
    rows.map(({ head, cells }) => ({
      head,
      column: names[line] ?? '',
      cells: [cells[line] ?? '', ...cells.slice(lines.length)],
    })),
  );
}

function missingIn({ title, spoken }: Reading, { head, column, cells }: Told): readonly string[] {
  const rest = head.replace(title, '').replace(/^, |, $/g, '');
  const name = title.includes(head) || spoken.includes(rest) ? [] : [head];
  const names = isIn(column, spoken) ? name : [...name, column];
  const figures = cells.filter((cell) => !SILENT.has(cell) && !isIn(cell, spoken));
  return [...names, ...figures].map((text) => `"${text}" is not read in "${spoken}"`);
}

/** Whether a text stands in another, not as a part of a longer number. */
function isIn(text: string, whole: string): boolean {
  for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
    const before = whole.slice(0, at);
    const after = whole.slice(at + text.length);
    const isBegun = /\d$/.test(text) && /^(?:\d|[.,]\d|%)/.test(after);
    if (!/(?:\d|\d[.,]|[+−])$/.test(before) && !isBegun) return true;
  }
  return false;
}
