/**
 * One text for one value: object keys sorted, instants as ISO 8601 with milliseconds, keys without
 * a value left out. Two values are the same data exactly if their texts are equal.
 *
 * @param value - plain data: `null`, booleans, numbers, strings, dates, arrays and objects of them
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? 'null';
}

function sorted(value: unknown): unknown {
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
