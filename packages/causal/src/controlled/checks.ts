import type { ComparisonCheck } from '../comparison.ts';
import type { PrimaryAnswer } from './primary-answer.ts';
import type { PercentEffect } from './interval.ts';
import type { Clustering } from './clusters.ts';
import { thresholds } from './verdict-rules.ts';
import { countText, intervalText, percentText, pText, shareText } from './words.ts';

/** Weeks by which a placebo in time dates adoption too early. */
export const PLACEBO_WEEKS = 8;

/** How many clusters there are on either side. */
export function clustersCheck(
  { sides }: PrimaryAnswer,
  { by, teamLabels, teamsOnTeamDates }: Clustering,
): ComparisonCheck {
  const { clusters, controlClusters, treatedClusters } = sides;
  const shared =
    teamLabels === null
      ? ''
      : ` Only ${countText(teamsOnTeamDates, 'team')} began together, so the interval also allows for what teams share.`;
  return {
    id: 'clusters',
    passed: clusters >= thresholds.fewClusters,
    words:
      `Errors are clustered by ${by}: ${countText(clusters, 'cluster')}, ${treatedClusters} with adopters and ` +
      `${controlClusters} with controls (from ${thresholds.fewClusters} on they can be relied on).${shared}`,
    numbers: { clusters, treatedClusters, controlClusters },
  };
}

/** Adoption dated too early, on weeks without the tool only: nothing should be found. */
export function placeboTimeCheck(effect: PercentEffect | null): ComparisonCheck {
  if (effect === null || effect.p === null) {
    return {
      id: 'placebo_time',
      passed: true,
      words: `Too few weeks before adoption for a placebo ${PLACEBO_WEEKS} weeks too early.`,
      numbers: { p: null },
    };
  }
  const { interval, p, percent } = effect;
  return {
    id: 'placebo_time',
    passed: p >= thresholds.placeboLevel,
    words:
      `Dated ${PLACEBO_WEEKS} weeks too early, on weeks without the tool only, adoption seems to change ` +
      `${percentText(percent)} (${intervalText(interval)}, ${pText(p)}); nothing is due.`,
    numbers: { percent, p },
  };
}

/** Dates of adoption dealt out anew, with the effect taken out: 5 % should find something. */
export function placeboUnitsCheck(rate: number | null, draws: number): ComparisonCheck {
  return {
    id: 'placebo_units',
    passed: rate === null || rate <= thresholds.placeboRate,
    words:
      rate === null
        ? 'Dates of adoption could not be dealt out anew.'
        : `With dates of adoption dealt out anew ${draws} times, and the effect taken out, ${shareText(rate)} found a ` +
          `change at 5 % (at most ${shareText(thresholds.placeboRate)} is fine).`,
    numbers: { rate, draws },
  };
}

/** The p-value of dealing out dates anew, beside that of the interval. */
export function randomisationCheck(p: number, ordinary: number | null): ComparisonCheck {
  const level = thresholds.placeboLevel;
  const doAgree = p < level === (ordinary ?? 1) < level;
  return {
    id: 'randomisation',
    passed: doAgree,
    words:
      `By dealing out the dates of adoption anew, ${pText(p)}; by clustered errors, ` +
      `${ordinary === null ? 'none' : pText(ordinary)}${doAgree ? '.' : ': they disagree.'}`,
    numbers: { p },
  };
}
