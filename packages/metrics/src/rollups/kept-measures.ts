import { catalogue } from '../catalogue.ts';
import { measureIds, type MeasureId } from '../measure.ts';
import type { Measurement } from '../measurement.ts';
import type { Rollup } from './compute-rollups.ts';

/**
 * Whether a measure of a bucket is settled by what happens *in* it, so that its value can be kept
 * until facts of its days change. What is open at an instant is not: it changes when a pull request
 * of long ago ends, and grows old on days without any event. Nor is what deployments tell: which of
 * them are to production is a setting, and a merge may be known later than its deployment. Both are
 * measured when asked for.
 */
export function isKept(measure: MeasureId): boolean {
  return !measuredWhenAsked.has(measure);
}

const measuredWhenAsked: ReadonlySet<MeasureId> = new Set([
  'open_wip',
  'lead_time',
  'deploy_frequency',
  'change_failure_rate',
  'recovery_time',
]);

/** The measures of a rollup that are worth keeping; null if nothing happened and no one was present. */
export function keptMeasures(rollup: Rollup): Partial<Record<MeasureId, Measurement>> | null {
  const kept = measureIds.filter(isKept).map((id) => [id, rollup.measures[id]] as const);
  const somethingHappened = kept.some(([id, found]) => tellsOfSomething(id, found));
  return somethingHappened ? Object.fromEntries(kept) : null;
}

/** A count of nothing tells nothing; a rate of nothing tells that people were there. */
function tellsOfSomething(id: MeasureId, found: Measurement): boolean {
  return found.sampleSize > 0 || (found.status === 'measured' && catalogue[id].unit !== 'count');
}
