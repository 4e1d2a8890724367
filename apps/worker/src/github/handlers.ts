import type { Database } from '@uplift/db';
import type { JobHandlers, JobQueue } from '@uplift/jobs';
import type { Logger } from '@uplift/runtime';

import { backfillRepositories } from '../backfill-repositories/backfill-repositories.ts';
import { fetchPullRequestParts } from '../fetch-pull-request-parts/fetch-pull-request-parts.ts';
import { planBackfill } from '../plan-backfill/plan-backfill.ts';
import { ringAgain } from '../ring-again.ts';
import type { GitHubConnection } from './connection.ts';

/** What fetching from GitHub works with. */
export type FetchingDeps = {
  readonly db: Database;
  readonly queue: JobQueue;
  readonly now: () => Date;
  readonly logger: Logger;
  /** Null: nothing is fetched. */
  readonly github: GitHubConnection | null;
  /** How far back histories are fetched, in days. */
  readonly backfillDays: number;
  /** Histories that are fetched at the same time; a few unless told. */
  readonly backfillsAtOnce?: number;
};

/** The jobs that fetch pull requests. Without a way to GitHub they do nothing, and say so. */
export function createFetchingHandlers({
  github,
  ...deps
}: FetchingDeps): Pick<
  JobHandlers,
  'plan-backfill' | 'backfill-repositories' | 'fetch-pull-request-parts'
> {
  const { logger } = deps;
  const onError = (error: Error) => logger.warn({ err: error }, 'GitHub is asked again later');
  const without = (job: string) => logger.debug({ job }, 'no way to GitHub: nothing is fetched');
  return {
    'plan-backfill': async (payload) => {
      if (github === null) return without('plan-backfill');
      const planned = await planBackfill(payload, { ...deps, github });
      if (planned.repositories === null) return;
      logger.info({ ...payload, ...planned }, 'planned what to fetch');
    },
    'backfill-repositories': async (payload) => {
      if (github === null) return without('backfill-repositories');
      const run = await backfillRepositories(payload, { ...deps, github, onError });
      logger.debug({ ...payload, ...run }, 'fetched history');
      await ringAgain('backfill-repositories', { ...payload, nextAt: run.nextAt }, deps);
    },
    'fetch-pull-request-parts': async (payload) => {
      if (github === null) return without('fetch-pull-request-parts');
      const run = await fetchPullRequestParts(payload, { ...deps, github, onError });
      logger.debug({ ...payload, ...run }, 'fetched parts of pull requests');
      await ringAgain('fetch-pull-request-parts', { ...payload, nextAt: run.nextAt }, deps);
    },
  };
}
