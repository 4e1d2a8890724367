import type {
  ComparisonAccepted,
  ComparisonChange,
  ComparisonPreview,
  ComparisonRequest,
} from '@uplift/contracts';
import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';

import { ask } from './ask.ts';
import {
  comparisonPath,
  DetailShape,
  ExclusionsShape,
  QuestionShape,
  SizeShape,
  type ComparisonDetail,
} from './comparison-detail.ts';
import { organizationPath } from './directory.ts';
import { readerOf } from './reader.ts';
import { Sentence } from './sentence.ts';

const AcceptedShape = readerOf<ComparisonAccepted>()(z.object({ id: z.number() }));

const PreviewShape = readerOf<ComparisonPreview>()(
  z.object({
    question: QuestionShape,
    method: z.enum(['group_time_ratio', 'uncontrolled_before_after']),
    n: SizeShape,
    clusteredBy: z.enum(['team', 'developer']),
    detectable: z.object({ percent: z.nullable(z.number()), words: Sentence }),
    weeks: z.object({ before: z.number(), after: z.number() }),
    starts: z.object({ first: z.nullable(z.string()), last: z.nullable(z.string()) }),
    exclusions: ExclusionsShape,
    hurdles: z.array(z.object({ rule: z.string(), words: Sentence })),
  }),
);

/** What a comparison would rest on. */
export type Preview = z.output<typeof PreviewShape>;

/** What is asked: what is left out is as usual. */
export type Asked = Pick<ComparisonRequest, 'measure'> &
  Partial<Omit<ComparisonRequest, 'measure'>>;

/** What a question would rest on; nothing is saved. */
export function previewQuery(org: string, asked: Asked | null) {
  return queryOptions({
    queryKey: ['comparison-preview', org, asked],
    enabled: asked !== null,
    queryFn: ({ signal }) =>
      ask(
        {
          path: `${organizationPath(org)}/comparisons/preview`,
          wish: { method: 'POST', body: asked },
          signal,
        },
        PreviewShape,
      ),
  });
}

/** Asks for a comparison. */
export async function runComparison(org: string, asked: Asked): Promise<number> {
  const path = `${organizationPath(org)}/comparisons`;
  const wish = { method: 'POST', body: asked } as const;
  const { id } = await ask({ path, wish }, AcceptedShape);
  return id;
}

/** Renames a comparison, freezes its answer, or makes it stand for its measure. */
export function changeComparison(
  { org, id }: ComparisonKey,
  change: ComparisonChange,
): Promise<ComparisonDetail> {
  const wish = { method: 'PATCH', body: change } as const;
  return ask({ path: comparisonPath(org, id), wish }, DetailShape);
}

/** Asks the same again, of the data as they are now. */
export async function duplicateComparison({ org, id }: ComparisonKey): Promise<number> {
  const path = `${comparisonPath(org, id)}/duplicate`;
  const made = await ask({ path, wish: { method: 'POST' } }, AcceptedShape);
  return made.id;
}

/** Ends a comparison that waits or runs. */
export async function cancelComparison({ org, id }: ComparisonKey): Promise<void> {
  const path = `${comparisonPath(org, id)}/cancel`;
  await ask({ path, wish: { method: 'POST' } }, AcceptedShape);
}

/** One comparison of an organisation. */
export type ComparisonKey = { readonly org: string; readonly id: number };

/** Has it noted that an answer was shared; whether that works is no matter of whoever shares. */
export async function noteShared(org: string, id: number): Promise<void> {
  const path = `${comparisonPath(org, id)}/share`;
  await ask({ path, wish: { method: 'POST' } }, AcceptedShape).catch(() => null);
}
