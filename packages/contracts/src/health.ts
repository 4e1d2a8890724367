import { z } from 'zod';

import { Instant } from './instants.ts';

export const OrganizationHealth = z
  .object({
    organization: z.string(),
    installationStatus: z.enum(['none', 'active', 'suspended', 'removed']),
    dataVersion: z.int(),
    staleDays: z
      .int()
      .meta({ description: 'Days whose figures wait to be computed again; 0 is up to date.' }),
    repositories: z.array(
      z.object({
        repository: z.string(),
        pullRequests: z.int(),
        lastEventAt: Instant.nullable().meta({ description: 'Of the last known event.' }),
        archived: z.boolean(),
        removed: z.boolean(),
      }),
    ),
    deliveries: z
      .object({
        pending: z.int(),
        processed: z.int(),
        ignored: z.int(),
        failed: z.int(),
        oldestPendingSeconds: z.number().nullable(),
      })
      .nullable()
      .meta({
        description: 'The inbox of the whole installation; null for all but administrators of it.',
      }),
  })
  .meta({ id: 'Health' });
export type OrganizationHealth = z.infer<typeof OrganizationHealth>;

export const Live = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Live' });

export const Ready = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    version: z.string(),
    checks: z.array(z.object({ id: z.string(), passed: z.boolean(), words: z.string() })),
  })
  .meta({ id: 'Ready' });
export type Ready = z.infer<typeof Ready>;
