import type { OrganizationHealth } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { healthPace } from './health.ts';
import { readerOf } from './reader.ts';

const text = z.nullable(z.string());
const number = z.nullable(z.number());

const DetailShape = readerOf<OrganizationHealth>()(
  z.object({
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    webhooks: z.nullable(
      z.object({ lastAt: z.string(), usualSeconds: z.number(), longestSeconds: z.number() }),
    ),
    repositories: z.array(
      z.object({
        repository: z.string(),
        removed: z.boolean(),
        pullRequests: z.number(),
        lastEventAt: text,
        backfill: z.nullable(
          z.object({
            state: z.enum(['waiting', 'running', 'done', 'unreachable']),
            done: z.number(),
            total: number,
            percent: z.number(),
            eta: text,
            failure: text,
          }),
        ),
        completeness: z.array(
          z.object({
            day: z.string(),
            expected: number,
            present: number,
            percent: number,
            reason: z.string(),
          }),
        ),
      }),
    ),
    completeness: z.object({ percent: number, unknownDays: z.number(), to: z.string() }),
    rateBudgets: z.array(
      z.object({
        resource: z.enum(['core', 'graphql']),
        limit: z.number(),
        remaining: z.number(),
        resetAt: z.string(),
      }),
    ),
    sources: z.array(
      z.object({
        source: z.enum(['directory', 'seats', 'usage', 'deployments']),
        state: z.enum(['never', 'running', 'ok', 'failed', 'refused']),
        lastRunAt: text,
        reason: text,
      }),
    ),
    copilot: z.object({ policy: z.enum(['on', 'off', 'unknown']), missing: z.number() }),
    deliveryLog: z.nullable(
      z.object({ checked: z.number(), repaired: z.number(), lost: z.number(), failure: text }),
    ),
  }),
);

/** All that is known of how whole the data are. */
export type HealthDetail = z.output<typeof DetailShape>;

/** Asked again each minute, and more often while a history is on its way. */
export function healthDetailQuery(org: string) {
  return queryOptions({
    queryKey: ['health-detail', org],
    refetchInterval: healthPace,
    queryFn: ({ signal }) => ask({ path: `${organizationPath(org)}/health`, signal }, DetailShape),
  });
}
