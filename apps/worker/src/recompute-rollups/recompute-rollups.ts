import { setImmediate } from 'node:timers/promises';

import {
  claimStaleDays,
  clearStaleDays,
  findRollupScopes,
  loadFactSet,
  replaceRollups,
  withOrganization,
  type Database,
} from '@uplift/db';
import {
  authorships,
  bucketOf,
  grains,
  indexFacts,
  rollupsOfScope,
  startOfDay,
  wholeOrganization,
  type Bucket,
  type Day,
  type Rollup,
  type Scope,
  type Window,
} from '@uplift/metrics';

/**
 * Computes again every bucket of an organisation over a day whose facts changed: from the facts, for
 * every scope, replaced whole. Notes of stale days, rollups and the facts read for them share one
 * transaction, so a crash repeats the work and loses none.
 *
 * @returns how many buckets were computed
 */
export async function recomputeRollups(
  { organizationId }: { readonly organizationId: number },
  { db }: { readonly db: Database },
): Promise<number> {
  let computed = 0;
  for (;;) {
    const { buckets, more } = await recomputeOldest(db, organizationId);
    computed += buckets;
    // What became stale meanwhile has rung for itself.
    if (!more) return computed;
    // An embedded database answers without ever leaving the event loop: let others have a turn.
    await setImmediate();
  }
}

async function recomputeOldest(
  db: Database,
  organizationId: number,
): Promise<{ readonly buckets: number; readonly more: boolean }> {
  return withOrganization(db, organizationId, async (tx) => {
    const { days, noteIds, more } = await claimStaleDays(tx, organizationId);
    const buckets = bucketsOver(days);
    const span = spanOf(buckets);
    if (span === null) return { buckets: 0, more };

    const index = indexFacts(await loadFactSet(tx, span));
    const rollups: Rollup[] = [];
    for (const scope of scopesOf(await findRollupScopes(tx))) {
      rollups.push(...rollupsOfScope(index, scope, buckets));
      await setImmediate();
    }
    await replaceRollups(tx, { organizationId, buckets, rollups });
    await clearStaleDays(tx, noteIds);
    return { buckets: buckets.length, more };
  });
}

/** The day, week and month buckets that hold any of the days, each once. */
function bucketsOver(days: readonly Day[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  for (const day of days) {
    for (const grain of grains) {
      const bucket = bucketOf(grain, startOfDay(day));
      buckets.set(`${grain} ${bucket.from.getTime()}`, { grain, ...bucket });
    }
  }
  return [...buckets.values()];
}

function spanOf(buckets: readonly Bucket[]): Window | null {
  if (buckets.length === 0) return null;
  return {
    from: new Date(Math.min(...buckets.map(({ from }) => from.getTime()))),
    to: new Date(Math.max(...buckets.map(({ to }) => to.getTime()))),
  };
}

function scopesOf(ids: {
  readonly teamIds: readonly number[];
  readonly repositoryIds: readonly number[];
}): Scope[] {
  return [
    wholeOrganization,
    ...ids.teamIds.map((team) => ({ ...wholeOrganization, team })),
    ...ids.repositoryIds.map((repository) => ({ ...wholeOrganization, repository })),
    ...authorships.map((authorship) => ({ ...wholeOrganization, authorship })),
  ];
}
