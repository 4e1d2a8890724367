import type { ComparisonCheck } from '../comparison.ts';
import { NEVER } from '../panel/panel.ts';
import type { Frame } from './frame.ts';
import { shareText } from './words.ts';

/** With more of their teammates using the tool, controls are no longer without it. */
const MOST_EXPOSED = 0.5;

/**
 * How far controls were exposed to the tool: of their weeks without it from the first adoption on, the
 * mean share of teammates who had it.
 */
export function spillOverCheck(frame: Frame): ComparisonCheck {
  const share = exposedShare(frame);
  return {
    id: 'spill_over',
    passed: share === null || share <= MOST_EXPOSED,
    words:
      share === null
        ? 'No control has teammates, so nothing can be said of spill-over within teams.'
        : `In the weeks in which they serve as controls, ${shareText(share)} of developers' teammates used the ` +
          `tool already (at most ${shareText(MOST_EXPOSED)} is fine): working with them may change controls, too.`,
    numbers: { share },
  };
}

function exposedShare(frame: Frame): number | null {
  const { adopted, developers, firstWeek, from, to, width } = frame;
  const teams = new Map<number, number[]>();
  for (const [row, { teamId }] of developers.entries()) {
    if (teamId === null) continue;
    const rows = teams.get(teamId) ?? [];
    rows.push(row);
    teams.set(teamId, rows);
  }
  const first = adopted.reduce((week, own) => Math.min(week, own), NEVER);
  let [sum, weeks] = [0, 0];
  for (const rows of teams.values()) {
    for (let week = Math.max(first, firstWeek); week < firstWeek + width; week += 1) {
      const present = rows.filter((row) => from[row] <= week && week <= to[row]);
      const treated = present.filter((row) => adopted[row] <= week).length;
      if (present.length < 2 || treated === present.length) continue;
      const controls = present.length - treated;
      sum += controls * (treated / (present.length - 1));
      weeks += controls;
    }
  }
  return weeks === 0 ? null : sum / weeks;
}
