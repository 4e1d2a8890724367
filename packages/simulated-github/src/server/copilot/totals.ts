type Row = Readonly<Record<string, unknown>>;

/**
 * Adds rows up: numbers are summed, lists are merged by what their rows are about, and of anything
 * else the last is kept.
 */
export function summed(rows: readonly Row[]): Record<string, unknown> {
  const sum: Record<string, unknown> = {};
  for (const row of rows) {
    for (const [key, value] of Object.entries(row)) sum[key] = added(sum[key], value);
  }
  return sum;
}

function added(before: unknown, value: unknown): unknown {
  if (typeof value === 'number' && typeof before === 'number') return before + value;
  if (isRows(value) && isRows(before)) return merged([...before, ...value]);
  if (typeof value === 'boolean' && typeof before === 'boolean') return before || value;
  return value;
}

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value);
}

/** What a row of a breakdown is about. */
const ABOUT = ['ide', 'feature', 'language', 'model'] as const;

function merged(rows: readonly Row[]): readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = ABOUT.map((name) => JSON.stringify(row[name])).join('/');
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map(summed);
}
