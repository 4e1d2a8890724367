import { measureIds, type Day, type MeasureId, type Measurement } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { textArray } from './json-rows.ts';

/** Several measures of one scope in one week. */
export type WeeklyMeasures = {
  readonly scope: string;
  /** A Monday. */
  readonly week: Day;
  readonly measures: Partial<Readonly<Record<MeasureId, Measurement>>>;
};

/** Reads some measures of every team and repository in the weeks that begin in `[from, to)`. */
export function findWeeklyMeasures(
  tx: Transaction,
  request: { readonly measures: readonly MeasureId[]; readonly from: Day; readonly to: Day },
): Promise<WeeklyMeasures[]> {
  const { from, to } = request;
  const others = measureIds.filter((id) => !request.measures.includes(id));
  return rowsOf<WeeklyMeasures>(
    tx,
    // Taking the others away unpacks a row once, picking some would once for each.
    sql`
    select scope, bucket::text as week, measures - ${textArray(others)} as measures from rollups
    where grain = 'week' and bucket >= ${from}::date and bucket < ${to}::date
      and (scope like 'team:%' or scope like 'repository:%')`,
  );
}
