import type { Series } from '../api/series.ts';
import { day } from '../format/dates.ts';

const WEEK = 7 * 86_400_000;
const WEEKS_BEFORE = 12;
const WEEKS_AFTER = 4;
const NEEDS = `An answer needs ${WEEKS_BEFORE} weeks before adoption and ${WEEKS_AFTER} after it, and 20 people who adopted.`;

/** What stands in place of an answer, and the day that one can be had at the earliest. */
export function noAnswerWords({
  asked,
  firstWeek,
}: {
  /** The name of a comparison that is being computed; null for none. */
  readonly asked: string | null;
  /** When the data begin; null where that is not known. */
  readonly firstWeek: Date | null;
}): string {
  if (asked !== null) {
    return `“${asked}” is being computed; its answer will stand here. Look again in a minute.`;
  }
  if (firstWeek === null) return `The question has not been asked. ${NEEDS}`;
  const soonest = new Date(firstWeek.getTime() + (WEEKS_BEFORE + WEEKS_AFTER) * WEEK);
  return `The question has not been asked. ${NEEDS} The data begin on ${day(firstWeek)}: an answer can stand here from ${day(soonest)}.`;
}

/** The first bucket of a series in which anything was counted, where nothing was in those before. */
export function firstKnownOf(series: Pick<Series, 'series'> | undefined): Date | null {
  const points = series?.series[0]?.points ?? [];
  const first = points.findIndex(({ sampleSize }) => (sampleSize ?? 0) > 0);
  const found = points[first];
  const isBeginning = first > 0 && points.slice(0, first).every((one) => one.sampleSize === 0);
  return isBeginning && found !== undefined ? new Date(found.from) : null;
}
