import {
  previewBeforeAfter,
  previewControlled,
  type BeforeAfterMeasure,
  type ComparisonPreview,
} from '@uplift/causal';
import { findMinimumGroup, withOrganization, type Database, type StoredQuestion } from '@uplift/db';

import { comparisonInput } from './comparison-input.ts';
import { readPopulation } from './read-population.ts';

/** A comparison that is not asked for yet. */
export type PreviewRequest = {
  readonly organizationId: number;
  readonly measure: BeforeAfterMeasure;
  readonly method: string;
  readonly question: StoredQuestion;
};

/** Tells what a comparison would rest on, without saving or answering it. */
export async function previewComparison(
  { organizationId, measure, method, question }: PreviewRequest,
  { db, now }: { readonly db: Database; readonly now: () => Date },
): Promise<ComparisonPreview> {
  const { population, minimumGroup } = await withOrganization(db, organizationId, async (tx) => ({
    population: await readPopulation(tx, question, now()),
    minimumGroup: await findMinimumGroup(tx),
  }));
  const input = comparisonInput(population, { ...question, measure, minimumGroup });
  const isUncontrolled = method === 'uncontrolled_before_after';
  const preview = isUncontrolled ? previewBeforeAfter(input) : previewControlled(input);
  return { ...preview, exclusions: [...population.leftOut, ...preview.exclusions] };
}
