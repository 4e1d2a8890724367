import {
  findBackfillProgress,
  findInstalledOrganizations,
  withOrganization,
  type BackfillProgress,
  type Database,
} from '@uplift/db';

import type { OperationContext } from '../operations/operation-context.ts';

/** Tells how much of the history of all repositories is fetched. */
export async function tellBackfill({
  store: { db },
  onProgress,
}: Pick<OperationContext, 'store' | 'onProgress'>): Promise<void> {
  const progress: BackfillProgress[] = [];
  for (const { organizationId } of await findInstalledOrganizations(db)) {
    progress.push(...(await progressOf(db, organizationId)));
  }
  const totals = progress.map(({ total, done }) => total ?? done);
  const done = progress.reduce((sum, one) => sum + one.done, 0);
  const isCounted = progress.length > 0 && progress.every(({ total }) => total !== null);
  const isDone = progress.length > 0 && progress.every(({ state }) => state === 'done');
  onProgress({
    label: isDone ? 'fetching teams, seats and usage' : 'fetching history',
    done,
    total: isCounted && !isDone ? totals.reduce((sum, total) => sum + total, 0) : null,
    remark: `${done.toLocaleString('en')} pull requests`,
  });
}

/** Repositories of an organisation whose history is not all there. */
export async function unfetched(
  db: Database,
  organizationId: number,
): Promise<readonly BackfillProgress[]> {
  const progress = await progressOf(db, organizationId);
  return progress.filter(({ state }) => state !== 'done');
}

function progressOf(db: Database, organizationId: number): Promise<BackfillProgress[]> {
  return withOrganization(db, organizationId, findBackfillProgress);
}
