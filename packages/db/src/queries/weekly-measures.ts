import type { ComparedMeasurement, Day, MeasureId } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { textArray } from './json-rows.ts';

/** Several measures of one scope in one week. */
export type WeeklyMeasures = {
  readonly scope: string;
  /** A Monday. */
  readonly week: Day;
  readonly measures: Partial<Readonly<Record<MeasureId, ComparedMeasurement>>>;
};

/** What of a measurement only charts of its own show. */
const BESIDE = ['p75', 'p90', 'mean', 'stages', 'working'];

/**
 * Reads some measures of every team and repository in the weeks that begin in `[from, to)`: of each
 * what weeks are compared by.
 */
export function findWeeklyMeasures(
  tx: Transaction,
  request: { readonly measures: readonly MeasureId[]; readonly from: Day; readonly to: Day },
): Promise<WeeklyMeasures[]> {
  const { from, to } = request;
  return rowsOf<WeeklyMeasures>(
    tx,
    // A row is unpacked once; picking one measure after the other would unpack it for each.
    sql`
    select scope, bucket::text as week, coalesce((
        select jsonb_object_agg(m.key, m.value - ${textArray(BESIDE)})
        from jsonb_each(measures) m where m.key = any(${textArray(request.measures)})
      ), '{}') as measures
    from rollups
    where grain = 'week' and bucket >= ${from}::date and bucket < ${to}::date
      and (scope like 'team:%' or scope like 'repository:%')`,
  );
}
