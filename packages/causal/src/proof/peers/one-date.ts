import type { OrganizationWeek } from './organization-weeks.ts';
import { meanOf, printedRatio, type PeerAnswer } from './peer-answer.ts';

/**
 * Before and after one date for the whole organisation: the mean of the weekly means from the week on
 * in which anybody began, over that of the weeks before. No interval is printed; the claim is a
 * difference of 10 % or more.
 */
export function oneDateBeforeAfter(weeks: readonly OrganizationWeek[]): PeerAnswer {
  const began = weeks.find(({ adoption }) => adoption > 0)?.week ?? Infinity;
  const side = (isAfter: boolean) =>
    meanOf(
      weeks.flatMap(({ mean, week }) => (mean !== null && week >= began === isAfter ? [mean] : [])),
    );
  return printedRatio(side(true), side(false));
}
