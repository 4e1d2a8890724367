import type { DistributionMeasure } from '@uplift/metrics';
import { sql, type SQL } from 'drizzle-orm';

import { rowsOf, type Transaction } from '../client.ts';
import { matches, type PullRequestFilter } from './pull-request-filter.ts';

/** Whose values: merged pull requests, by where and by whom. */
export type ValuesRequest = Omit<PullRequestFilter, 'state' | 'stage' | 'sort'> & {
  readonly measure: DistributionMeasure;
};

/**
 * The value of each merged pull request, in the unit of the measure and in no order. Other bots' are
 * left out unless asked for.
 */
export async function findMeasureValues(
  tx: Transaction,
  { measure, ...filter }: ValuesRequest,
): Promise<number[]> {
  const { value, isKnown } = values[measure];
  const merged = matches({ ...filter, state: 'merged', stage: null, sort: 'date' });
  // One row of all values: a row for each would cost more than everything else.
  const [row] = await rowsOf<{ values: number[] }>(
    tx,
    sql`
    select coalesce(json_agg(${value}), '[]') as values from pull_requests p
    where ${merged} and ${isKnown}
      and ${filter.authorship === null ? sql`p.authorship <> 'bot'` : sql`true`}`,
  );
  return row?.values ?? [];
}

/**
 * The cycle time of each merged pull request by the clock of working hours, in seconds and in no
 * order: of those that were measured by the calendar.
 */
export async function findWorkingCycleTimes(
  tx: Transaction,
  { calendar, ...filter }: Omit<ValuesRequest, 'measure'> & { readonly calendar: string },
): Promise<number[]> {
  const merged = matches({ ...filter, state: 'merged', stage: null, sort: 'date' });
  const spent = sql`w.coding_seconds + w.pickup_seconds + w.review_seconds + w.merge_seconds`;
  const [row] = await rowsOf<{ values: number[] }>(
    tx,
    sql`
    select coalesce(json_agg(${spent}), '[]') as values from pull_requests p
    join pull_request_working_times w
      on w.organization_id = p.organization_id and w.pull_request_id = p.id
    where ${merged} and ${values.cycle_time.isKnown} and w.calendar = ${calendar}
      and ${filter.authorship === null ? sql`p.authorship <> 'bot'` : sql`true`}`,
  );
  return row?.values ?? [];
}

type Value = {
  readonly value: SQL;
  /** Where the value is known; it is measured nowhere else. */
  readonly isKnown: SQL;
};

/** As the measures of the catalogue take them from facts. */
const values: Readonly<Record<DistributionMeasure, Value>> = {
  cycle_time: spentIn(['coding', 'pickup', 'review', 'merge']),
  coding_time: spentIn(['coding'], sql`not coalesce(p.flags, '[]') ? 'commits_unknown'`),
  pickup_time: spentIn(['pickup']),
  review_time: spentIn(['review']),
  merge_time: spentIn(['merge']),
  time_to_merge: spentIn(['pickup', 'review', 'merge']),
  review_turnaround: spentIn(['pickup'], sql`p.first_review_at is not null`),
  ai_review_turnaround: {
    value: sql`greatest(0, extract(epoch from p.first_ai_review_at - p.ready_at))::float8`,
    isKnown: sql`p.first_ai_review_at is not null and p.ready_at is not null`,
  },
  pr_size: {
    value: sql`p.additions + p.deletions`,
    isKnown: sql`p.additions is not null and p.deletions is not null`,
  },
  review_cycles: {
    value: sql`p.review_cycles`,
    isKnown: sql`p.review_cycles is not null`,
  },
};

type StageColumn = 'coding' | 'pickup' | 'review' | 'merge';

function spentIn(stages: readonly StageColumn[], isCounted: SQL = sql`true`): Value {
  const columns = stages.map((stage) => sql`p.${sql.identifier(`${stage}_seconds`)}`);
  return {
    value: sql.join(columns, sql` + `),
    isKnown: sql`p.coding_seconds is not null and ${isCounted}`,
  };
}
