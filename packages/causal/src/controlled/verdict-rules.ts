import type { Claim } from '../comparison.ts';
import { MOST_MOVED } from './composition.ts';
import { MOST_OPEN } from './open-work.ts';
import { MOST_DETECTABLE } from './power.ts';
import { PRE_TREND_LEVEL } from './pre-trend.ts';
import type { LoweringRule, VerdictFacts, VerdictRule } from './verdict-facts.ts';
import { countText, intervalText, percentText, pText, shareText } from './words.ts';

/** What it takes to say more than what was seen. */
export const thresholds = {
  clustersPerSide: 5,
  adopters: 20,
  preWeeks: 12,
  postWeeks: 4,
  preTrendLevel: PRE_TREND_LEVEL,
  detectablePercentCounts: MOST_DETECTABLE.throughput,
  detectablePercentTime: MOST_DETECTABLE.cycle_time,
  effectBreakdown: 1,
  associatedBreakdown: 0.5,
  noChangePercent: 5,
  fewClusters: 10,
  placeboRate: 0.075,
  placeboLevel: 0.05,
  movedShare: MOST_MOVED,
  smallerPercent: -15,
  openShare: MOST_OPEN,
} as const;

/** With any of these nothing is claimed at all: `descriptive_only`. */
export const refusals: readonly VerdictRule[] = [
  {
    rule: 'few_treated_clusters',
    bites: ({ treatedClusters }) => treatedClusters < thresholds.clustersPerSide,
    words: ({ treatedClusters, clusterNoun }) =>
      `${countText(treatedClusters, `${clusterNoun} cluster`)} with adopters to compare; it takes ${thresholds.clustersPerSide}.`,
  },
  {
    rule: 'few_control_clusters',
    bites: ({ controlClusters }) => controlClusters < thresholds.clustersPerSide,
    words: ({ controlClusters, clusterNoun }) =>
      controlClusters === 0
        ? 'Nobody without the tool is left to compare with: all adopted at once, or nobody did.'
        : `${countText(controlClusters, `${clusterNoun} cluster`)} without the tool to compare with; it takes ${thresholds.clustersPerSide}.`,
  },
  {
    rule: 'few_adopters',
    bites: ({ treatedDevelopers }) => treatedDevelopers < thresholds.adopters,
    words: ({ treatedDevelopers }) =>
      `${countText(treatedDevelopers, 'adopter')} with work before and after; it takes ${thresholds.adopters}.`,
  },
  {
    rule: 'few_pre_weeks',
    bites: ({ preWeeks }) => preWeeks < thresholds.preWeeks,
    words: ({ preWeeks }) =>
      `Half of the adopters have at most ${countText(preWeeks, 'week')} before adoption; it takes ${thresholds.preWeeks}.`,
  },
  {
    rule: 'few_post_weeks',
    bites: ({ postWeeks }) => postWeeks < thresholds.postWeeks,
    words: ({ postWeeks }) =>
      `Half of the adopters have at most ${countText(postWeeks, 'full week')} after adoption; it takes ${thresholds.postWeeks}.`,
  },
];

/** Most that can be told apart, in percent. */
function mostDetectable({ measure }: VerdictFacts): number {
  return MOST_DETECTABLE[measure];
}

/** With the first of these that bites the answer is `cannot_tell`, whatever the interval. */
export const doubts: readonly VerdictRule[] = [
  {
    rule: 'pre_trend',
    bites: ({ preTrendP }) => preTrendP === null || preTrendP < thresholds.preTrendLevel,
    words: ({ preTrendP }) =>
      preTrendP === null
        ? 'Trends before adoption could not be tested, so that a change cannot be told from one.'
        : `Adopters and controls drifted apart before adoption already (${pText(preTrendP)}).`,
  },
  {
    rule: 'detectable_effect',
    bites: (facts) =>
      facts.detectablePercent === null || facts.detectablePercent > mostDetectable(facts),
    words: (facts) =>
      facts.detectablePercent === null
        ? 'No standard error can be given.'
        : `Only changes of ${percentText(facts.detectablePercent)} or more would reliably be found; ` +
          `${mostDetectable(facts)} % is the most at which plausible ones are.`,
  },
];

/** One step down. */
function oneLower(claim: Claim): Claim {
  if (claim === 'effect') return 'associated';
  return claim === 'associated' || claim === 'no_material_change' ? 'cannot_tell' : claim;
}

const same = (claim: Claim): Claim => claim;

/** What adds a reason to a claim, and may take a step off it. In this order. */
export const lowerings: readonly LoweringRule[] = [
  {
    rule: 'few_clusters',
    bites: ({ clusters }) => clusters < thresholds.fewClusters,
    words: ({ clusters, randomisationP }) =>
      `${countText(clusters, 'cluster')} only: indicative at most.` +
      (randomisationP === null
        ? ''
        : ` By dealing out the dates of adoption anew, ${pText(randomisationP)}.`),
    lower: (claim) => (claim === 'effect' ? 'associated' : claim),
  },
  {
    rule: 'depends_on_method',
    bites: ({ disagreements }) => disagreements.length > 0,
    words: ({ disagreements }) =>
      `Depends on the method: ${disagreements
        .map(({ estimator, percent }) => `${estimator} says ${percentText(percent)}`)
        .join(', ')}.`,
    lower: oneLower,
  },
  {
    rule: 'composition',
    bites: ({ movedShare }) => movedShare > thresholds.movedShare,
    words: ({ movedShare, doStayersAgree, stayers }) =>
      `${shareText(movedShare)} of the adopters joined or left about adoption; among those who stayed the change is ${doStayersAgree ? 'there, too' : 'not clear'}` +
      `${stayers === null ? '' : `: ${percentText(stayers.percent)} (${intervalText(stayers.interval)})`}.`,
    lower: same,
  },
  {
    rule: 'composition_stayers',
    bites: ({ movedShare, doStayersAgree }) =>
      movedShare > thresholds.movedShare && !doStayersAgree,
    words: () => 'A claim needs those who stayed to show it.',
    lower: oneLower,
  },
  {
    rule: 'placebo_units',
    bites: ({ placeboRate }) => placeboRate !== null && placeboRate > thresholds.placeboRate,
    words: ({ placeboRate }) =>
      `With dates of adoption dealt out anew, ${shareText(placeboRate ?? 0)} of the draws found a change where there is none ` +
      `(5 % are due): the interval is too narrow.`,
    lower: oneLower,
  },
  {
    rule: 'placebo_widened',
    bites: ({ widened }) => widened !== null,
    words: ({ widened }) =>
      `Widened until 5 % of those draws find something: ${intervalText(widened)}.`,
    lower: same,
  },
  {
    rule: 'placebo_widened_zero',
    bites: ({ widened }) => widened !== null && widened[0] <= 0 && widened[1] >= 0,
    words: () => 'That interval holds zero.',
    lower: (claim) => (claim === 'descriptive_only' ? claim : 'cannot_tell'),
  },
  {
    rule: 'placebo_time',
    bites: ({ placeboTimeP }) => placeboTimeP !== null && placeboTimeP < thresholds.placeboLevel,
    words: ({ placeboTimeP }) =>
      `Dated eight weeks too early, adoption seems to change something, too (${pText(placeboTimeP ?? 0)}).`,
    lower: oneLower,
  },
  {
    rule: 'guards',
    bites: ({ measure, percent, sizePercent, didRevertsRise }) => {
      const isSmaller = sizePercent !== null && sizePercent <= thresholds.smallerPercent;
      return measure === 'throughput' && (percent ?? 0) > 0 && (isSmaller || didRevertsRise);
    },
    words: ({ sizePercent, didRevertsRise }) =>
      didRevertsRise
        ? 'More pull requests were reverted, too: throughput alone misleads.'
        : `Pull requests became smaller (${percentText(sizePercent ?? 0)}): more of them need not be more work.`,
    lower: same,
  },
  {
    rule: 'open_pull_requests',
    bites: ({ openShare }) => openShare !== null && openShare > thresholds.openShare,
    words: ({ openShare }) =>
      `${shareText(openShare ?? 0)} of the latest month's pull requests are still open; the answer without that month stands beside.`,
    lower: same,
  },
  {
    rule: 'horizon',
    bites: ({ isHorizonCut }) => isHorizonCut,
    words: () =>
      'Everybody adopts in the end: nothing is said of the time from the last adoption on.',
    lower: same,
  },
];
