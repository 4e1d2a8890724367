import { NEVER } from '../../panel/panel.ts';
import type { Draft } from './draft.ts';
import { effectAfter } from './rates.ts';
import type { ProofSetting } from './setting.ts';
import type { ProofWorld } from './world.ts';

/**
 * What adoption did in a world, in percent. An effect that does not change with time is what the
 * setting says; one that does is averaged over the weeks that have somebody to compare with.
 *
 * @param merged - per developer, pull requests by week
 */
export function truthOf(
  setting: ProofSetting,
  drafts: readonly Draft[],
  merged: readonly Uint16Array[],
): ProofWorld['truth'] {
  const { effect } = setting;
  if (effect.profile === 'lasting') {
    return { cycle_time: effect.timePercent, throughput: effect.countPercent };
  }
  const end = lastComparableWeek(drafts);
  const sums = { pulls: 0, logs: 0, without: 0, extra: 0 };
  for (const [index, draft] of drafts.entries()) {
    if (draft.adoptedWeek === NEVER) continue;
    const last = Math.min(draft.lastWeek, end);
    for (let week = draft.adoptedWeek + 1; week <= last; week += 1) {
      const { time, count } = effectAfter(effect, week - draft.adoptedWeek);
      const without = Math.exp(draft.course.count[week]);
      sums.pulls += merged[index][week];
      sums.logs += merged[index][week] * time;
      sums.without += without;
      sums.extra += without * Math.expm1(count);
    }
  }
  return {
    cycle_time: 100 * Math.expm1(sums.pulls === 0 ? 0 : sums.logs / sums.pulls),
    throughput: sums.without === 0 ? 0 : (100 * sums.extra) / sums.without,
  };
}

/** The last week in which somebody is there who has not begun by its end. */
function lastComparableWeek(drafts: readonly Draft[]): number {
  return drafts.reduce(
    (week, { adoptedWeek, lastWeek }) => Math.max(week, Math.min(lastWeek, adoptedWeek - 1)),
    -1,
  );
}
