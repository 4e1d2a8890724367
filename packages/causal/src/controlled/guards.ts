import type { GuardRow } from '../comparison.ts';
import type { ControlledPullRequest } from './controlled-input.ts';
import type { Frame } from './frame.ts';
import { pooledEffect, type PercentEffect } from './interval.ts';
import { poolPanel } from './pool-panel.ts';
import { emptyCells, isMature, isWithin, weekAt, type WeekCells } from './week-cells.ts';
import { weekPanel, type PanelSource } from './week-panel.ts';
import { adjustPValues } from '../sensitivity/adjust-p-values.ts';
import { changeText, intervalText, pText } from './words.ts';

/** Days after the merge in which a pull request may be taken back. */
const REVERT_DAYS = 30;
/** Adjusted p-values below this are clear. */
const LEVEL = 0.05;
const DAY_MILLISECONDS = 86_400_000;

export type GuardEffect = PercentEffect & { readonly measure: GuardMeasure };
type GuardMeasure = 'revert_rate' | 'pr_size' | 'review_cycles' | 'abandoned_rate';

/** Where a pull request counts in a guard; null where it does not. */
type Counted = { readonly at: Date; readonly value: number };

type Guard = {
  readonly measure: GuardMeasure;
  readonly noun: string;
  readonly scale: WeekCells['scale'];
  readonly count: (pull: ControlledPullRequest, asOf: Date) => Counted | null;
};

const guards: readonly Guard[] = [
  {
    measure: 'revert_rate',
    noun: 'The share of merged pull requests that were reverted',
    scale: 'ratio',
    count: ({ mergedAt, reverted }, asOf) => {
      const isSettled =
        mergedAt !== null && asOf.getTime() - mergedAt.getTime() >= REVERT_DAYS * DAY_MILLISECONDS;
      return isSettled ? { at: mergedAt, value: reverted ? 1 : 0 } : null;
    },
  },
  {
    measure: 'pr_size',
    noun: 'The size of pull requests',
    scale: 'difference',
    count: ({ additions, deletions, openedAt }) => {
      if (additions === null || deletions === null) return null;
      return { at: openedAt, value: Math.log(Math.max(1, additions + deletions)) };
    },
  },
  {
    measure: 'review_cycles',
    noun: 'The number of review cycles',
    scale: 'ratio',
    count: (pull, asOf) => {
      if (pull.mergedAt === null || pull.reviewCycles === null || !isMature(pull, asOf))
        return null;
      return { at: pull.openedAt, value: pull.reviewCycles };
    },
  },
  {
    measure: 'abandoned_rate',
    noun: 'The share of closed pull requests that were abandoned',
    scale: 'ratio',
    count: (pull, asOf) => {
      if (pull.state === 'open' || !isMature(pull, asOf)) return null;
      return { at: pull.openedAt, value: pull.state === 'closed' ? 1 : 0 };
    },
  },
];

/** What adoption did to the measures that stand guard, estimated as the primary answer is. */
export function guardEffects(source: PanelSource): GuardEffect[] {
  return guards.flatMap(({ measure, scale, count }) => {
    const panel = weekPanel(source, cellsOf(source.frame, { scale, count }));
    const pooled = poolPanel(panel, { scale });
    if (pooled === null || !Number.isFinite(Math.expm1(pooled.values[0]))) return [];
    return [{ measure, ...pooledEffect(pooled) }];
  });
}

/**
 * The same in words. Several guards are looked at, and one of them is bound to move by chance sooner or
 * later: a change is called clear by its p-value among all of them (Holm).
 */
export function guardRows(effects: readonly GuardEffect[]): GuardRow[] {
  const tested = effects.flatMap(({ measure, p }) => (p === null ? [] : [{ measure, p }]));
  const holm = adjustPValues(
    tested.map(({ p }) => p),
    'holm',
  );
  const adjusted = new Map(tested.map(({ measure }, at) => [measure, holm[at]]));
  return effects.map(({ measure, percent, interval, p }) => {
    const noun = guards.find((guard) => guard.measure === measure)?.noun ?? measure;
    const adjustedP = adjusted.get(measure) ?? null;
    const numbers =
      intervalText(interval) +
      (adjustedP === null ? '' : `, ${pText(adjustedP)} among ${effects.length} guards`);
    const words =
      adjustedP !== null && adjustedP < LEVEL
        ? `${noun} was ${changeText(percent)} than it would have been without the tool (${numbers}).`
        : `${noun} shows no clear change: ${changeText(percent)} (${numbers}).`;
    return { measure, percent, interval, p, adjustedP, words };
  });
}

function cellsOf(frame: Frame, { scale, count }: Pick<Guard, 'scale' | 'count'>): WeekCells {
  const cells = emptyCells(frame, scale);
  const { from, to, firstWeek, width } = frame;
  for (const [row, pulls] of frame.pulls.entries()) {
    for (const pull of pulls) {
      const counted = count(pull, frame.asOf);
      const week = counted === null ? NaN : weekAt(counted.at);
      if (counted === null || !isWithin(week, from[row], to[row])) continue;
      const at = row * width + week - firstWeek;
      cells.outcome[at] += counted.value;
      cells.exposure[at] += 1;
    }
  }
  return cells;
}
