import { dayNumberOf, weekOf } from '../calendar/days.ts';
import { NEVER } from '../panel/panel.ts';
import type { Frame } from './frame.ts';
import type { WeekCells } from './week-cells.ts';

/** Licence dates of fewer adopters than this share say nothing of the others. */
const LEAST_DATED = 0.5;

/**
 * The same people and weeks, dated by licence: what it did to be given the tool (intent to treat),
 * beside what it did to use it. Who was given a licence and never used it counts as treated, who never
 * was given one as never treated; adopters whose licence has no date are left out.
 *
 * @returns null where fewer than half of the adopters have a licence date, or no date differs
 */
export function datedByLicence(
  frame: Frame,
  cells: WeekCells,
): { readonly frame: Frame; readonly cells: WeekCells } | null {
  const { adopted, developers, width } = frame;
  const seated = developers.map(({ seatedOn }) =>
    seatedOn === null || seatedOn === undefined ? NaN : weekOf(dayNumberOf(seatedOn)),
  );
  const adopters = [...adopted.keys()].filter((row) => adopted[row] !== NEVER);
  const dated = adopters.filter((row) => !Number.isNaN(seated[row]));
  if (dated.length === 0 || dated.length < LEAST_DATED * adopters.length) return null;
  const lastWeek = frame.firstWeek + width - 1;
  const weeks = adopted.map((_, row) => (seated[row] <= lastWeek ? seated[row] : NEVER));
  if (weeks.every((week, row) => week === adopted[row])) return null;

  const exposure = Float64Array.from(cells.exposure);
  const outcome = Float64Array.from(cells.outcome);
  for (const row of adopters) {
    if (!Number.isNaN(seated[row])) continue;
    exposure.fill(0, row * width, (row + 1) * width);
    outcome.fill(0, row * width, (row + 1) * width);
  }
  return { frame: { ...frame, adopted: weeks }, cells: { ...cells, exposure, outcome } };
}
