import type { ComparisonEffect, ComparisonVerdict } from '../comparison.ts';
import type { BeforeAfterMeasure } from './before-after-input.ts';

type Findings = {
  readonly measure: BeforeAfterMeasure;
  readonly effect: ComparisonEffect;
  /** Developers with something on both sides. */
  readonly developers: number;
  readonly minimumGroup: number;
};

const nouns: Record<BeforeAfterMeasure, string> = {
  cycle_time: 'Cycle time',
  throughput: 'Throughput',
};

const CAVEAT =
  'This is an uncontrolled before/after comparison: drift over the year, seasons and everything ' +
  'else that changed meanwhile are mixed in, so it does not say that the tool made the difference.';

/**
 * The sentence of an uncontrolled before/after comparison. Without a control group it never claims
 * a change, whatever the interval says: the claim is always `descriptive_only`.
 */
export function beforeAfterVerdict(findings: Findings): ComparisonVerdict {
  const { developers, effect, minimumGroup } = findings;
  const reasons = [{ rule: 'uncontrolled', words: 'There is no control group.' }];
  if (developers < minimumGroup) {
    reasons.push({
      rule: 'minimum_group',
      words: `Fewer than ${minimumGroup} developers have work both before and after adoption.`,
    });
  } else if (effect.percent === null) {
    reasons.push({
      rule: 'no_events',
      words: 'Nothing was merged on at least one side, so no ratio can be formed.',
    });
  }
  return {
    claim: 'descriptive_only',
    direction: directionOf(effect),
    words: `${finding(findings)} ${CAVEAT}`,
    reasons,
  };
}

function directionOf({ interval }: ComparisonEffect): ComparisonVerdict['direction'] {
  if (interval === null) return 'none';
  if (interval[1] < 0) return 'lower';
  return interval[0] > 0 ? 'higher' : 'none';
}

function finding({ developers, effect, measure, minimumGroup }: Findings): string {
  const noun = nouns[measure];
  if (developers < minimumGroup) {
    return `${noun} before and after adoption is not shown: too few developers have both.`;
  }
  if (effect.percent === null) return `${noun} before and after adoption cannot be compared.`;

  const size = `${Math.abs(effect.percent).toFixed(1)} %`;
  const change = effect.percent < 0 ? `${size} lower` : `${size} higher`;
  const range =
    effect.interval === null
      ? 'no interval can be given'
      : `95 % interval ${signed(effect.interval[0])} to ${signed(effect.interval[1])} %`;
  return `${noun} of ${developers} developers was ${change} after adoption than before (${range}).`;
}

function signed(percent: number): string {
  const digits = Math.abs(percent).toFixed(1);
  return percent < 0 ? `-${digits}` : `+${digits}`;
}
