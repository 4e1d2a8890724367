import { sql } from 'drizzle-orm';

import { rowsOf, type Queryable } from '../client.ts';

/** Whose limit, of which of GitHub's two counts. Installation 0 is a token without an App. */
export type BudgetKey = {
  readonly installationId: number;
  readonly resource: 'core' | 'graphql';
};

/** How a limit stands, as far as it is known. */
export type RateBudget = BudgetKey & {
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
  /** After a secondary limit: nothing before this. */
  readonly blockedUntil: Date | null;
};

/** How a limit stands right after something was taken of it. */
export type BudgetLeft = Pick<RateBudget, 'limit' | 'remaining' | 'resetAt'>;

/**
 * What was taken, with what is left as far as that is known, or from when on there may be something
 * to take.
 */
export type BudgetTaken =
  | { readonly taken: true; readonly left: BudgetLeft | null }
  | { readonly taken: false; readonly until: Date; readonly limit: 'primary' | 'secondary' };

/**
 * Takes points of a limit, if after that so much of it is left as is kept for others: in one
 * statement, so that of any number of workers none takes what another did. A limit that nobody told
 * of yet, or whose hour is over, is free: its next answer tells.
 *
 * @param wish.share - the share of the limit that stays for others, in `[0, 1)`
 */
export async function takeBudget(db: Queryable, key: BudgetKey, wish: Wish): Promise<BudgetTaken> {
  for (let attempt = 1; ; attempt += 1) {
    const left = await tookBudget(db, key, wish);
    if (left !== null) return { taken: true, left };
    const budget = await findBudget(db, key);
    if (budget === null) return { taken: true, left: null };
    const refusal = refusalOf(budget, wish);
    if (refusal !== null) return refusal;
    // The first answer told of it in between.
    if (attempt === 3) return { taken: true, left: null };
  }
}

type Wish = { readonly points: number; readonly share: number; readonly now: Date };

async function tookBudget(db: Queryable, key: BudgetKey, wish: Wish): Promise<BudgetLeft | null> {
  const now = instantOf(wish.now);
  const isOver = sql`(reset_at <= ${now} or "limit" = 0)`;
  const [left] = await rowsOf<Omit<BudgetLeft, 'resetAt'> & { readonly resetAt: number }>(
    db,
    sql`
    update rate_budgets set updated_at = ${now},
      remaining = case when ${isOver} then "limit" else remaining end - ${wish.points}::int,
      reset_at = case when ${isOver} then ${now} + interval '1 hour' else reset_at end
    where ${rowOf(key)} and (blocked_until is null or blocked_until <= ${now})
      and (${isOver} or remaining - ${wish.points}::int >= "limit" * ${wish.share}::float8)
    returning "limit", remaining, (extract(epoch from reset_at) * 1000)::float8 as "resetAt"`,
  );
  return left === undefined ? null : { ...left, resetAt: new Date(left.resetAt) };
}

function refusalOf(budget: RateBudget, { points, share, now }: Wish): BudgetTaken | null {
  const { blockedUntil, resetAt, limit, remaining } = budget;
  if (blockedUntil !== null && blockedUntil > now) {
    return { taken: false, until: blockedUntil, limit: 'secondary' };
  }
  const isFree = resetAt <= now || limit === 0 || remaining - points >= limit * share;
  return isFree ? null : { taken: false, until: resetAt, limit: 'primary' };
}

/** GitHub rounds the end of the hour to seconds, up or down. */
const SAME_HOUR_SECONDS = 1.5;

/** Points that may be taken for questions under way, of which GitHub does not know yet. */
const UNDER_WAY = 10;

/**
 * Whether what GitHub said is left is what follows from what was left after taking, so that
 * {@link noteBudget} would change nothing: others who took since have made the row smaller at most,
 * and are told of that themselves.
 */
export function followsFrom(left: BudgetLeft, told: BudgetLeft): boolean {
  const apart = told.resetAt.getTime() - left.resetAt.getTime();
  const isSameHour = Math.abs(apart) <= SAME_HOUR_SECONDS * 1000;
  const isLikely = left.remaining <= told.remaining && left.remaining >= told.remaining - UNDER_WAY;
  return isSameHour && left.limit === told.limit && isLikely;
}

/**
 * Notes what GitHub said is left. Within one hour the smaller number counts, since others may be
 * asking at this moment, and answers may arrive out of order; but more than is likely under way is
 * not believed to be taken, since questions may turn out cheaper than thought.
 */
export async function noteBudget(
  db: Queryable,
  key: BudgetKey,
  told: {
    readonly limit: number;
    readonly remaining: number;
    readonly resetAt: Date;
    readonly now: Date;
  },
): Promise<void> {
  const isNext = sql`excluded.reset_at > b.reset_at + make_interval(secs => ${SAME_HOUR_SECONDS}::float8)
    or b."limit" = 0`;
  await db.execute(sql`
    insert into rate_budgets as b (installation_id, resource, "limit", remaining, reset_at, updated_at)
    values (${key.installationId}::bigint, ${key.resource}, ${told.limit}::int, ${told.remaining}::int,
      ${instantOf(told.resetAt)}, ${instantOf(told.now)})
    on conflict (installation_id, resource) do update set
      remaining = case when ${isNext} then excluded.remaining else
        least(excluded.remaining, greatest(b.remaining, excluded.remaining - ${UNDER_WAY}::int)) end,
      "limit" = excluded."limit", reset_at = excluded.reset_at, updated_at = excluded.updated_at`);
}

/** Notes that GitHub wants to hear nothing before an instant. */
export async function blockBudget(
  db: Queryable,
  key: BudgetKey,
  { until, now }: { readonly until: Date; readonly now: Date },
): Promise<void> {
  await db.execute(sql`
    insert into rate_budgets as b
      (installation_id, resource, "limit", remaining, reset_at, blocked_until, updated_at)
    values (${key.installationId}::bigint, ${key.resource}, 0, 0, ${instantOf(until)},
      ${instantOf(until)}, ${instantOf(now)})
    on conflict (installation_id, resource) do update set
      blocked_until = greatest(b.blocked_until, excluded.blocked_until), updated_at = excluded.updated_at`);
}

/** How a limit stands; null if nobody told of it yet. */
export async function findBudget(db: Queryable, key: BudgetKey): Promise<RateBudget | null> {
  const [budget] = await findBudgets(db, key.installationId, key.resource);
  return budget ?? null;
}

/** How the limits of an installation stand, those that are known. */
export async function findBudgets(
  db: Queryable,
  installationId: number,
  resource: BudgetKey['resource'] | null = null,
): Promise<RateBudget[]> {
  const rows = await rowsOf<
    Omit<RateBudget, 'resetAt' | 'blockedUntil'> & {
      readonly resetAt: number;
      readonly blockedUntil: number | null;
    }
  >(
    db,
    sql`
    select installation_id as "installationId", resource, "limit", remaining,
      (extract(epoch from reset_at) * 1000)::float8 as "resetAt",
      (extract(epoch from blocked_until) * 1000)::float8 as "blockedUntil"
    from rate_budgets
    where installation_id = ${installationId}::bigint and (${resource}::text is null or resource = ${resource})
    order by resource`,
  );
  return rows.map((row) => ({
    ...row,
    resetAt: new Date(row.resetAt),
    blockedUntil: row.blockedUntil === null ? null : new Date(row.blockedUntil),
  }));
}

function rowOf({ installationId, resource }: BudgetKey) {
  return sql`installation_id = ${installationId}::bigint and resource = ${resource}`;
}

function instantOf(at: Date) {
  return sql`${at.toISOString()}::timestamptz`;
}
