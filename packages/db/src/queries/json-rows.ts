import { sql, type SQL } from 'drizzle-orm';

/** Rows as one JSON parameter, to be read by `jsonb_to_recordset`: one statement for any number. */
export function jsonRows(rows: readonly unknown[]): SQL {
  return sql`${JSON.stringify(rows)}::jsonb`;
}

/** Whole numbers as one array parameter, to be compared by `= any(…)`. */
export function bigintArray(values: Iterable<number>): SQL {
  return sql`${`{${[...values].join(',')}}`}::text::bigint[]`;
}

/** Texts as one array parameter, to be compared by `= any(…)`. */
export function textArray(values: Iterable<string>): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify([...values])}::jsonb))`;
}
