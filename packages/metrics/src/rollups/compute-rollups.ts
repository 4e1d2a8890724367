import { catalogue } from '../catalogue.ts';
import { measureIds, type MeasureId } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import type { Grain, Window } from '../window.ts';
import type { BucketFacts } from './bucket-facts.ts';
import { indexFacts, type FactIndex } from './fact-index.ts';
import type { FactSet } from './fact-set.ts';
import { scopeKey, type Scope } from './scope.ts';
import { factsOfBucket, factsOfScope } from './scope-facts.ts';

/** A stretch of time that a rollup is about, and the grain it belongs to. */
export type Bucket = Window & { readonly grain: Grain };

/** Every measure of one scope in one bucket. */
export type Rollup = Bucket & {
  readonly scopeKey: string;
  readonly measures: Readonly<Record<MeasureId, Measurement>>;
};

/** What to compute, and from what. */
export type RollupRequest = {
  readonly buckets: readonly Bucket[];
  readonly scopes: readonly Scope[];
  readonly facts: FactSet;
};

/**
 * Computes every measure of every scope in every bucket, each from the facts, never from other
 * rollups. Buckets in which nothing happened, no one was present and nothing was open are left out:
 * a stored rollup of such a bucket is to be deleted.
 *
 * @returns rollups by scope, then by bucket, in the order asked for
 */
export function computeRollups({ buckets, scopes, facts }: RollupRequest): Rollup[] {
  const index = indexFacts(facts);
  return scopes.flatMap((scope) => rollupsOfScope(index, scope, buckets));
}

/**
 * {@link computeRollups} of one scope, of facts indexed already: a worker with many scopes indexes
 * once and lets others run between two of them.
 */
export function rollupsOfScope(
  index: FactIndex,
  scope: Scope,
  buckets: readonly Bucket[],
): Rollup[] {
  const ofScope = factsOfScope(index, scope);
  const key = scopeKey(scope);
  return buckets.flatMap(({ grain, from, to }) => {
    const ofBucket = factsOfBucket(ofScope, { from, to });
    if (isEmpty(ofBucket)) return [];
    return [{ scopeKey: key, grain, from, to, measures: measureAll(ofBucket) }];
  });
}

/** Every measure of the catalogue, of one bucket. */
export function measureAll(facts: BucketFacts): Record<MeasureId, Measurement> {
  const measured = measureIds.map((id) => [id, catalogue[id].measure(facts)] as const);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each id of the list
  return Object.fromEntries(measured) as Record<MeasureId, Measurement>;
}

/**
 * Whether nothing happened in a bucket, no one was present and nothing was open. Merges of another
 * grade did happen: the share of the grade asked for is none of them.
 */
export function isEmpty(facts: BucketFacts): boolean {
  return (
    Object.values(facts.mergedByAuthorship).every((merges) => merges === 0) &&
    facts.opened.length + facts.closed.length + facts.reviews.length === 0 &&
    facts.developerWeeks.total + facts.reviewerWeeks.total === 0 &&
    facts.openAtEnd === 0 &&
    (facts.deployments?.length ?? 0) + facts.leadSeconds.length === 0 &&
    (facts.seats?.total ?? 0) === 0
  );
}
