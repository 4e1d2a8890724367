import type { ComparisonCheck } from '../comparison.ts';
import type { Frame } from './frame.ts';
import { isMature, isWithin, weekAt, type WeekCells } from './week-cells.ts';
import { shareText } from './words.ts';

/** More pull requests of the latest month still open than this are too many. */
export const MOST_OPEN = 0.15;
const MONTH_WEEKS = 4;

/** The last weeks in which pull requests old enough to be followed were opened. */
export type OpenWork = {
  /** Share of the pull requests of the last four such weeks that is open to this day. */
  readonly share: number;
  /** The first of those weeks. */
  readonly fromWeek: number;
};

/** @returns null without pull requests that are old enough */
export function openWorkOf({ asOf, from, pulls, to }: Frame): OpenWork | null {
  const followed = pulls.flatMap((own, row) =>
    own
      .filter((pull) => isMature(pull, asOf))
      .map(({ openedAt, state }) => ({ week: weekAt(openedAt), isOpen: state === 'open' }))
      .filter(({ week }) => isWithin(week, from[row], to[row])),
  );
  const lastWeek = followed.reduce((last, { week }) => Math.max(last, week), -Infinity);
  const latest = followed.filter(({ week }) => week > lastWeek - MONTH_WEEKS);
  if (latest.length === 0) return null;
  const share = latest.filter(({ isOpen }) => isOpen).length / latest.length;
  return { share, fromWeek: lastWeek - MONTH_WEEKS + 1 };
}

/** Whether too much of the latest month is unfinished to say how long it takes. */
export function openWorkCheck({ share }: OpenWork): ComparisonCheck {
  return {
    id: 'open_pull_requests',
    passed: share <= MOST_OPEN,
    words:
      `${shareText(share)} of the pull requests opened in the last ${MONTH_WEEKS} weeks that could be followed for 28 days ` +
      `are still open, and count as 28 days (at most ${shareText(MOST_OPEN)} is fine).`,
    numbers: { share },
  };
}

/** Cells without those of the latest month. */
export function withoutLatest(
  { developers, firstWeek, width }: Frame,
  cells: WeekCells,
  { fromWeek }: OpenWork,
): WeekCells {
  const exposure = Float64Array.from(cells.exposure);
  const outcome = Float64Array.from(cells.outcome);
  for (const row of developers.keys()) {
    const [start, end] = [row * width + fromWeek - firstWeek, (row + 1) * width];
    exposure.fill(0, start, end);
    outcome.fill(0, start, end);
  }
  return { ...cells, exposure, outcome };
}
