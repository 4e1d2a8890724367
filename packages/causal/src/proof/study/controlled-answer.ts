import type { Claim, Interval } from '../../comparison.ts';
import { controlledComparison } from '../../controlled/controlled-comparison.ts';
import type { ControlledInput } from '../../controlled/controlled-input.ts';

const STAMP = { dataVersion: 'simulated', computedAt: new Date(0) };

/**
 * What the controlled comparison says: its verdict claims a change if it is `effect` or `associated`.
 * The light answer is asked for, which leaves out what only adds to a record or warns beside it.
 */
export function controlledAnswer(input: ControlledInput): {
  readonly claim: Claim;
  readonly claims: boolean;
  readonly percent: number | null;
  readonly interval: Interval | null;
} {
  const { effect, verdict } = controlledComparison(input, STAMP, { light: true });
  const { claim } = verdict;
  return {
    claim,
    claims: claim === 'effect' || claim === 'associated',
    percent: effect.percent,
    interval: effect.interval,
  };
}
