import type { Day, MeasureId, Measurement } from '@uplift/metrics';
import { sql } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';

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
  const picked = request.measures.map((id) => sql`${id}::text, measures -> ${id}`);
  return rowsOf<WeeklyMeasures>(
    tx,
    sql`
    select scope, bucket::text as week,
      jsonb_strip_nulls(jsonb_build_object(${sql.join(picked, sql`, `)})) as measures
    from rollups
    where grain = 'week' and bucket >= ${from}::date and bucket < ${to}::date
      and (scope like 'team:%' or scope like 'repository:%')`,
  );
}
