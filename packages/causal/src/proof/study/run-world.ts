import type { Claim, Interval } from '../../comparison.ts';
import { beforeAfterEffect } from '../../estimators/before-after.ts';
import type { BeforeAfterMeasure } from '../../estimators/before-after-input.ts';
import { correlationOfMeans } from '../peers/correlation.ts';
import { adoptionMultiplier } from '../peers/multiplier.ts';
import { oneDateBeforeAfter } from '../peers/one-date.ts';
import { organizationWeeks } from '../peers/organization-weeks.ts';
import type { PeerAnswer } from '../peers/peer-answer.ts';
import type { ProofSetting } from '../worlds/setting.ts';
import { simulateWorld } from '../worlds/simulate-world.ts';
import type { ProofWorld } from '../worlds/world.ts';
import { controlledAnswer } from './controlled-answer.ts';

/** What is tried on every world, the controlled comparison first. */
export const proofMethods = [
  'uplift',
  'uncontrolled_before_after',
  'correlation_of_means',
  'adoption_multiplier',
  'one_date_before_after',
] as const;
export type ProofMethod = (typeof proofMethods)[number];

/** Measures that a world is asked about. */
export const proofMeasures = ['cycle_time', 'throughput'] as const satisfies BeforeAfterMeasure[];

/** What one method said about one measure of one world. */
export type WorldAnswer = {
  readonly method: ProofMethod;
  readonly measure: BeforeAfterMeasure;
  /** Whether it claims that something changed. */
  readonly claims: boolean;
  /** The verdict, of a method that has one. */
  readonly claim: Claim | null;
  /** In percent. */
  readonly percent: number | null;
  readonly interval: Interval | null;
  readonly truth: number;
};

/** Everything that was said about one world; plain data, small enough to pass between threads. */
export type WorldRecord = { readonly index: number; readonly answers: readonly WorldAnswer[] };

/** Draws of the bootstrap of the uncontrolled comparison. */
const DRAWS = 199;
/** Developers below whom the product shows nothing. */
const MINIMUM_GROUP = 5;

/**
 * Plays one world and asks every method about it. Depends on the setting, the seed and the index
 * alone, so that a study may be split in any way.
 */
export function runWorld(
  setting: ProofSetting,
  which: { readonly seed: number; readonly index: number },
): WorldRecord {
  const world = simulateWorld(setting, which);
  return {
    index: which.index,
    answers: proofMeasures.flatMap((measure) => answersOf(world, measure, which)),
  };
}

/** Everything that the methods say about one measure of one world; the peers count what was merged. */
export function answersOf(
  world: ProofWorld,
  measure: BeforeAfterMeasure,
  { seed, index }: { readonly seed: number; readonly index: number },
): readonly WorldAnswer[] {
  const question = { ...world.input, measure, minimumGroup: MINIMUM_GROUP };
  const drawn = { ...question, seed: (seed + index) | 0, draws: DRAWS };
  const pullRequests = world.input.pullRequests.filter(({ mergedAt }) => mergedAt !== null);
  const merged = { ...world, input: { ...world.input, pullRequests } };
  const weeks = organizationWeeks(merged, measure);
  const truth = world.truth[measure];
  const peers: Record<Exclude<ProofMethod, 'uplift' | 'uncontrolled_before_after'>, PeerAnswer> = {
    correlation_of_means: correlationOfMeans(weeks),
    adoption_multiplier: adoptionMultiplier(merged, measure),
    one_date_before_after: oneDateBeforeAfter(weeks),
  };
  return proofMethods.map((method): WorldAnswer => {
    if (method === 'uplift') {
      return { method, measure, truth, ...controlledAnswer(drawn) };
    }
    if (method === 'uncontrolled_before_after') {
      const { percent, interval } = beforeAfterEffect(drawn);
      const claims = interval !== null && (interval[0] > 0 || interval[1] < 0);
      return { method, measure, truth, percent, interval, claims, claim: null };
    }
    const { claims, percent } = peers[method];
    return { method, measure, truth, percent, claims, interval: null, claim: null };
  });
}
