import type { ComparisonList as SentList } from '@uplift/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import { DetailShape } from './comparison-detail.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';

const { id, name, measure, status, progress, createdAt, finishedAt, frozen, primary } =
  DetailShape.shape;
const { question, verdict, effect } = DetailShape.shape;

const ListShape = readerOf<SentList>()(
  z.object({
    items: z.array(
      z.object({
        id,
        name,
        measure,
        status,
        progress,
        createdAt,
        finishedAt,
        frozen,
        primary,
        question,
        verdict,
        effect,
      }),
    ),
    nextCursor: z.nullable(z.string()),
  }),
);

/** A comparison as a row of the list. */
export type ComparisonRow = z.output<typeof ListShape>['items'][number];

const UNDER_WAY_MS = 4000;

/** Saved comparisons, newest first, page by page; looked at again while one is under way. */
export function comparisonRowsQuery(org: string) {
  return infiniteQueryOptions({
    queryKey: ['comparisons', org, 'rows'],
    initialPageParam: '',
    getNextPageParam: (page: z.output<typeof ListShape>) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some(isUnderWay)) ? UNDER_WAY_MS : false,
    queryFn: ({ signal, pageParam }) => {
      const cursor = pageParam === '' ? undefined : pageParam;
      const path = `${organizationPath(org)}/comparisons`;
      return ask({ path, parameters: { limit: '50', cursor }, signal }, ListShape);
    },
  });
}

/** Whether an answer is still to come. */
export function isUnderWay({ status: now }: Pick<ComparisonRow, 'status'>): boolean {
  return now === 'queued' || now === 'running';
}
