import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import type { Scope } from '../address/scope.ts';
import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { statusOf } from './problem-error.ts';

const ChangesShape = z.object({
  /** How many series were looked at. */
  series: z.number(),
  changes: z.array(
    z.object({
      measure: z.string(),
      title: z.string(),
      unit: z.string(),
      /** `all`, or what a series by this dimension is called. */
      by: z.nullable(z.string()),
      key: z.string(),
      before: z.number(),
      after: z.number(),
      percent: z.number(),
      interval: z.nullable(z.tuple([z.number(), z.number()])),
      sampleSize: z.number(),
    }),
  ),
});

/** Series that moved beyond noise lately, largest first. */
export type Changes = z.output<typeof ChangesShape>;

/** What moved beyond noise; null where the server does not tell. */
export function changesQuery({ org, team, repository, authorship }: Scope) {
  const parameters = { team, repository, authorship };
  return queryOptions({
    queryKey: ['changes', org, parameters],
    queryFn: async ({ signal }): Promise<Changes | null> => {
      try {
        const path = `${organizationPath(org)}/changes`;
        return await ask({ path, parameters, signal }, ChangesShape);
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
  });
}
