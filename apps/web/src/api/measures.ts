import type { MeasureInfo, MeasureList } from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';
import { UnitShape } from './units.ts';

/** The name of a measure in addresses. */
export type MeasureId = MeasureInfo['id'];

const ListShape = readerOf<MeasureList>()(
  z.object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        unit: UnitShape,
        better: z.enum(['lower', 'higher', 'none']),
        description: z.string(),
        provisionalDays: z.number(),
      }),
    ),
    nextCursor: z.nullable(z.string()),
  }),
);

/** A measure, as the catalogue tells it. */
export type MeasureEntry = z.output<typeof ListShape>['items'][number];

/** Every measure there is; the catalogue fits on one page. */
export function measuresQuery(org: string) {
  return queryOptions({
    queryKey: ['measures', org],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const path = `${organizationPath(org)}/measures`;
      const page = await ask({ path, parameters: { limit: '200' }, signal }, ListShape);
      return page.items;
    },
  });
}
