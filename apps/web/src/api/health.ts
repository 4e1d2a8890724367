import type { OrganizationHealth } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const HealthShape = readerOf<OrganizationHealth>()(
  z.object({
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    dataVersion: z.number(),
    staleDays: z.number(),
    repositories: z.array(
      z.object({
        repository: z.string(),
        pullRequests: z.number(),
        lastEventAt: z.nullable(z.string()),
        removed: z.boolean(),
        backfill: z.nullable(
          z.object({
            state: z.enum(['waiting', 'running', 'done', 'unreachable']),
            done: z.number(),
            total: z.nullable(z.number()),
            eta: z.nullable(z.string()),
          }),
        ),
        completeness: z.array(
          z.object({
            day: z.string(),
            expected: z.nullable(z.number()),
            present: z.nullable(z.number()),
          }),
        ),
      }),
    ),
    completeness: z.object({ percent: z.nullable(z.number()) }),
    sources: z.array(
      z.object({
        source: z.enum(['directory', 'seats', 'usage', 'deployments']),
        state: z.enum(['never', 'running', 'ok', 'failed', 'refused']),
        reason: z.nullable(z.string()),
      }),
    ),
  }),
);

/** How complete and how fresh the data of an organisation are. */
export type Health = z.output<typeof HealthShape>;

const USUAL_PACE = 60_000;
const LOADING_PACE = 5_000;

type Repositories = Pick<Health, 'repositories'>;
type Asked = { readonly state: { readonly data?: Repositories | undefined } };

/** How long to wait before asking again, in milliseconds: less while history loads. */
export function healthPace({ state }: Asked): number {
  return state.data !== undefined && loadingOf(state.data) !== null ? LOADING_PACE : USUAL_PACE;
}

/** Asked again each minute, and more often while history loads: it says how fresh all else is. */
export function healthQuery(org: string) {
  return queryOptions({
    queryKey: ['health', org],
    refetchInterval: healthPace,
    queryFn: ({ signal }) => ask({ path: `${organizationPath(org)}/health`, signal }, HealthShape),
  });
}

/** The instant of the last known event of any repository; null before the first. */
export function lastEventOf({ repositories }: Repositories): Date | null {
  const instants = repositories.flatMap(({ lastEventAt }) =>
    lastEventAt === null ? [] : [Date.parse(lastEventAt)],
  );
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}

/** How far the history that is on its way has come; counts of pull requests. */
export type Loading = {
  readonly done: number;
  /** Null while GitHub has not said how many there are of each repository. */
  readonly total: number | null;
  readonly repositories: number;
  /** When the last one will be there; null where that is not known. */
  readonly eta: Date | null;
};

/** The history that is on its way; null where all of it is here, or none is fetched. */
export function loadingOf({ repositories }: Repositories): Loading | null {
  const shared = repositories.filter(({ removed }) => !removed);
  const fetched = shared.flatMap(({ backfill }) => backfill ?? []);
  const open = fetched.filter(({ state }) => state === 'waiting' || state === 'running');
  if (open.length === 0) return null;
  const totals = fetched.map(({ total }) => total);
  const etas = open.flatMap(({ eta }) => (eta === null ? [] : [Date.parse(eta)]));
  return {
    done: fetched.reduce((sum, { done }) => sum + done, 0),
    total: totals.includes(null) ? null : totals.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    repositories: open.length,
    eta: etas.length < open.length ? null : new Date(Math.max(...etas)),
  };
}
