import type { OrganizationHealth } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const HealthShape = readerOf<OrganizationHealth>()(
  z.object({
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    staleDays: z.number(),
    repositories: z.array(
      z.object({
        repository: z.string(),
        pullRequests: z.number(),
        lastEventAt: z.nullable(z.string()),
        removed: z.boolean(),
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
  }),
);

/** How complete and how fresh the data of an organisation are. */
export type Health = z.output<typeof HealthShape>;

/** Asked again each minute: it says how fresh everything else is. */
export function healthQuery(org: string) {
  return queryOptions({
    queryKey: ['health', org],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => ask({ path: `${organizationPath(org)}/health`, signal }, HealthShape),
  });
}

/** The instant of the last known event of any repository; null before the first. */
export function lastEventOf({ repositories }: Health): Date | null {
  const instants = repositories.flatMap(({ lastEventAt }) =>
    lastEventAt === null ? [] : [Date.parse(lastEventAt)],
  );
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}
