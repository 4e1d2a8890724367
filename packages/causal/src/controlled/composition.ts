import type { ComparisonCheck } from '../comparison.ts';
import { NEVER } from '../panel/panel.ts';
import type { Frame } from './frame.ts';
import type { WeekCells } from './week-cells.ts';
import { isWithin, weekAt } from './week-cells.ts';
import { BASE_WEEKS } from './week-panel.ts';
import { percentText, shareText } from './words.ts';
import type { GuardEffect } from './guards.ts';

const WEEKS_AFTER = 12;
/** More joiners and leavers among the adopters than this are too many. */
export const MOST_MOVED = 0.2;
const MOST_MOVED_PULLS = 0.2;
const MOST_SIZE_PERCENT = 15;

/** Whether an adopter was there from the base on until twelve weeks after adoption, or the end. */
function isStayer({ adopted, from, to, firstWeek, width }: Frame, row: number): boolean {
  const lastWeek = firstWeek + width - 1;
  const end = Math.min(adopted[row] + WEEKS_AFTER, lastWeek - 1);
  return from[row] <= adopted[row] - BASE_WEEKS && to[row] >= end;
}

/** Takes adopters who joined or left about adoption out of cells. */
export function stayersOf(frame: Frame): (cells: WeekCells) => WeekCells {
  return (cells) => {
    const exposure = Float64Array.from(cells.exposure);
    for (const [row, week] of frame.adopted.entries()) {
      if (week === NEVER || isStayer(frame, row)) continue;
      exposure.fill(0, row * frame.width, (row + 1) * frame.width);
    }
    const outcome = cells.outcome.map((own, at) => (exposure[at] === 0 ? 0 : own));
    return { ...cells, outcome, exposure };
  };
}

/** Share of adopters who joined or left about adoption; 0 without adopters. */
export function movedShare(frame: Frame): number {
  const adopters = [...frame.adopted.keys()].filter((row) => frame.adopted[row] !== NEVER);
  const moved = adopters.filter((row) => !isStayer(frame, row));
  return adopters.length === 0 ? 0 : moved.length / adopters.length;
}

/** Whether it is still the same people, on the same repositories, with pull requests of the same size. */
export function compositionChecks(frame: Frame, size: GuardEffect | null): ComparisonCheck[] {
  const moved = movedShare(frame);
  const elsewhere = repositoryShift(frame);
  const people: ComparisonCheck = {
    id: 'composition_people',
    passed: moved <= MOST_MOVED,
    words:
      `${shareText(moved)} of the adopters joined less than ${BASE_WEEKS} weeks before adoption or left ` +
      `within ${WEEKS_AFTER} weeks after it (at most ${shareText(MOST_MOVED)} is fine).`,
    numbers: { share: moved },
  };
  const repositories: ComparisonCheck = {
    id: 'composition_repositories',
    passed: elsewhere <= MOST_MOVED_PULLS,
    words:
      `${shareText(elsewhere)} of the adopters' pull requests would have to move to another repository ` +
      `for the mix before and after adoption to be the same (at most ${shareText(MOST_MOVED_PULLS)} is fine).`,
    numbers: { share: elsewhere },
  };
  if (size === null) return [people, repositories];
  return [
    people,
    repositories,
    {
      id: 'composition_size',
      passed: Math.abs(size.percent) < MOST_SIZE_PERCENT,
      words:
        `Pull requests of adopters changed in size by ${percentText(size.percent)} against the controls ` +
        `(less than ${MOST_SIZE_PERCENT} % either way is fine).`,
      numbers: { percent: size.percent },
    },
  ];
}

/** Total variation between the repositories of adopters' pull requests before and after adoption. */
function repositoryShift(frame: Frame): number {
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const [row, week] of frame.adopted.entries()) {
    if (week === NEVER) continue;
    for (const { openedAt, repositoryId } of frame.pulls[row]) {
      const opened = weekAt(openedAt);
      if (opened === week || !isWithin(opened, frame.from[row], frame.to[row])) continue;
      const side = opened < week ? before : after;
      side.set(repositoryId, (side.get(repositoryId) ?? 0) + 1);
    }
  }
  const [early, late] = [totalOf(before), totalOf(after)];
  if (early === 0 || late === 0) return 0;
  const repositories = new Set([...before.keys(), ...after.keys()]);
  return [...repositories].reduce(
    (sum, id) => sum + Math.abs((before.get(id) ?? 0) / early - (after.get(id) ?? 0) / late) / 2,
    0,
  );
}

function totalOf(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, own) => sum + own, 0);
}
