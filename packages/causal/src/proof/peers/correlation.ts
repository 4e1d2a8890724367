import type { OrganizationWeek } from './organization-weeks.ts';
import { meanOf, type PeerAnswer } from './peer-answer.ts';

/** Beyond this, in either direction, the legend calls a correlation strong. */
const STRONG_CORRELATION = 0.7;
/** Beyond this it calls it moderate, below it weak. */
const WEAK_CORRELATION = 0.3;
/** A correlation is shown from this many weeks on. */
const FEWEST_WEEKS = 4;
/** Weeks with at least this share of adopters are high, the others low. */
const HIGH_ADOPTION = 0.5;

/** What the legend beside a correlation says. */
export type CorrelationLegend = 'strong' | 'moderate' | 'weak' | 'insufficient';

/**
 * Correlation of weekly means, as dashboards of weekly means ship it: Pearson's correlation of the
 * share of adopters with the measure's mean, week by week, with a legend of fixed thresholds; beside
 * it the change between weeks of high and of low adoption. Neither has an interval. The claim is a
 * correlation that the legend calls strong.
 */
export function correlationOfMeans(
  weeks: readonly OrganizationWeek[],
): PeerAnswer & { readonly r: number | null; readonly legend: CorrelationLegend } {
  const seen = weeks.flatMap(({ adoption, mean }) => (mean === null ? [] : [{ adoption, mean }]));
  const high = meanOf(
    seen.filter((week) => week.adoption >= HIGH_ADOPTION).map(({ mean }) => mean),
  );
  const low = meanOf(seen.filter((week) => week.adoption < HIGH_ADOPTION).map(({ mean }) => mean));
  const r = seen.length < FEWEST_WEEKS ? null : pearson(seen);
  const legend = legendOf(r);
  return {
    r,
    legend,
    percent: high === null || low === null || low === 0 ? null : 100 * (high / low - 1),
    claims: legend === 'strong',
  };
}

function legendOf(r: number | null): CorrelationLegend {
  if (r === null) return 'insufficient';
  if (Math.abs(r) > STRONG_CORRELATION) return 'strong';
  return Math.abs(r) >= WEAK_CORRELATION ? 'moderate' : 'weak';
}

function pearson(
  points: readonly { readonly adoption: number; readonly mean: number }[],
): number | null {
  const x = meanOf(points.map(({ adoption }) => adoption)) ?? 0;
  const y = meanOf(points.map(({ mean }) => mean)) ?? 0;
  let [xx, xy, yy] = [0, 0, 0];
  for (const { adoption, mean } of points) {
    xx += (adoption - x) ** 2;
    xy += (adoption - x) * (mean - y);
    yy += (mean - y) ** 2;
  }
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}
