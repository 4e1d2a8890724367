import { catalogue } from '../catalogue.ts';
import type { MeasureId } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import type { Window } from '../window.ts';
import { isEmpty, type Bucket } from './compute-rollups.ts';
import { indexFacts } from './fact-index.ts';
import type { FactSet } from './fact-set.ts';
import { scopeKey, type Scope } from './scope.ts';
import { factsOfBucket, factsOfScope } from './scope-facts.ts';

/** The parts of a {@link FactSet} that a measure can be about; memberships go with each. */
export const factKinds = ['pull_requests', 'reviews', 'presence', 'seats', 'usage'] as const;
export type FactKind = (typeof factKinds)[number];

const others: Partial<Readonly<Record<MeasureId, readonly FactKind[]>>> = {
  throughput: ['pull_requests', 'presence'],
  review_load: ['reviews'],
  adoption: ['presence', 'usage'],
  seat_use: ['seats', 'presence'],
};

/**
 * Which facts a measure is a function of. What deployments tell is also a matter of whether anything
 * else happened: no deployment in a week of work is none, and in a week without any it is not known.
 */
export function factKindsOf(measure: MeasureId): readonly FactKind[] {
  if (catalogue[measure].bucket === 'deployment') return factKinds;
  return others[measure] ?? ['pull_requests'];
}

/**
 * Whether a measure of one grade of authorship is told by pull requests and reviews of that grade
 * alone; a share of grades needs all of them.
 */
export function isWithinGrade(measure: MeasureId): boolean {
  return measure !== 'ai_share';
}

/** One measure of one scope in one bucket. */
export type ScopeMeasurement = Window & {
  readonly scopeKey: string;
  readonly measurement: Measurement;
};

/**
 * One measure of every scope in every bucket, as `computeRollups` has it, from facts that hold at
 * least the kinds of {@link factKindsOf}. Buckets in which there is nothing of those are left out:
 * a count is zero there, and of anything else there is none.
 */
export function measureScopes({
  measure,
  buckets,
  scopes,
  facts,
}: {
  readonly measure: MeasureId;
  readonly buckets: readonly Bucket[];
  readonly scopes: readonly Scope[];
  readonly facts: FactSet;
}): ScopeMeasurement[] {
  const index = indexFacts(facts);
  return scopes.flatMap((scope) => {
    const ofScope = factsOfScope(index, scope);
    const key = scopeKey(scope);
    return buckets.flatMap(({ from, to }) => {
      const ofBucket = factsOfBucket(ofScope, { from, to });
      if (isEmpty(ofBucket)) return [];
      return [{ scopeKey: key, from, to, measurement: catalogue[measure].measure(ofBucket) }];
    });
  });
}
