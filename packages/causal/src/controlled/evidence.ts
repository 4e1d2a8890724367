import type { ComparisonCheck, GuardRow, RobustnessRow } from '../comparison.ts';
import { clusterSums } from '../inference/cluster-sums.ts';
import { covarianceOf } from '../inference/covariance.ts';
import type { Alternative } from './alternative.ts';
import {
  PLACEBO_WEEKS,
  placeboTimeCheck,
  placeboUnitsCheck,
  randomisationCheck,
} from './checks.ts';
import { calibratedInterval, calibratedRow } from './calibrated-interval.ts';
import { comparedFrame } from './compared-frame.ts';
import { compositionChecks, movedShare } from './composition.ts';
import type { ControlledInput } from './controlled-input.ts';
import { guardEffects, guardRows } from './guards.ts';
import { percentEffect, pooledEffect, type PercentEffect } from './interval.ts';
import { PERMUTATIONS, permutedEffects, shiftedPanel, withoutEffect } from './placebo.ts';
import { poolPanel } from './pool-panel.ts';
import { openWorkCheck, openWorkOf } from './open-work.ts';
import { between, doneAfter, type OnProgress } from './progress.ts';
import type { Laid, PrimaryAnswer } from './primary-answer.ts';
import { alternativesOf } from './robustness.ts';
import { spillOverCheck } from './spill-over.ts';
import type { Disagreement, VerdictFacts } from './verdict-facts.ts';
import { thresholds } from './verdict-rules.ts';

/** What stands beside the primary answer, and what the verdict makes of it. */
export type Evidence = {
  readonly checks: readonly ComparisonCheck[];
  readonly robustness: readonly RobustnessRow[];
  readonly guards: readonly GuardRow[];
  readonly facts: Pick<
    VerdictFacts,
    | 'randomisationP'
    | 'disagreements'
    | 'movedShare'
    | 'doStayersAgree'
    | 'placeboRate'
    | 'placeboTimeP'
    | 'sizePercent'
    | 'didRevertsRise'
    | 'widened'
    | 'stayers'
    | 'openShare'
  >;
};

/** No evidence beside the primary answer: the light answer, or none. */
export const noEvidence: Evidence = {
  checks: [],
  robustness: [],
  guards: [],
  facts: {
    randomisationP: null,
    disagreements: [],
    movedShare: 0,
    doStayersAgree: true,
    placeboRate: null,
    placeboTimeP: null,
    sizePercent: null,
    didRevertsRise: false,
    widened: null,
    stayers: null,
    openShare: null,
  },
};

/** An answer and what it came from; `onProgress` is told of the evidence as a part of the whole. */
export type Answered = {
  readonly laid: Laid;
  readonly answer: PrimaryAnswer;
  readonly onProgress: OnProgress;
};

/** Gathers robustness, placebos, composition and guards of a primary answer. */
export function evidenceOf(input: ControlledInput, answered: Answered): Evidence {
  const { laid, answer, onProgress } = answered;
  const { cells, panel, source } = laid;
  const { effect, sides } = answer;
  const compared = comparedFrame(source.frame, cells);
  const openWork = input.measure === 'cycle_time' ? openWorkOf(compared) : null;
  const parts = { source, measure: input.measure, cells, panel, sides, openWork };
  const alternatives = alternativesOf(parts);
  onProgress(doneAfter.robustness);
  const guards = guardEffects(source);
  onProgress(doneAfter.guards);
  const size = guards.find(({ measure }) => measure === 'pr_size') ?? null;
  const reverts = guards.find(({ measure }) => measure === 'revert_rate') ?? null;
  const placebos = placebosOf(input, answered);
  return {
    checks: [
      ...placebos.checks,
      ...compositionChecks(compared, size),
      spillOverCheck(source.frame),
      ...(openWork === null ? [] : [openWorkCheck(openWork)]),
    ],
    robustness: [...alternatives.map(rowOf), ...placebos.rows],
    guards: guardRows(guards),
    facts: {
      ...placebos.facts,
      disagreements: disagreementsOf(alternatives, answer),
      movedShare: movedShare(compared),
      stayers: alternatives.find(({ estimator }) => estimator === 'stayers') ?? null,
      doStayersAgree: doStayersAgree(alternatives, effect),
      openShare: openWork?.share ?? null,
      sizePercent: size?.percent ?? null,
      // of its own accord, not among all guards: a warning too many is better than one too few
      didRevertsRise: (reverts?.interval?.[0] ?? 0) > 0,
    },
  };
}

function rowOf({ estimator, interval, percent, words }: Alternative): RobustnessRow {
  return { estimator, percent, interval, ...(words === undefined ? {} : { words }) };
}

function placebosOf({ seed }: ControlledInput, { laid, answer, onProgress }: Answered) {
  const { cells, panel } = laid;
  const { scale } = cells;
  const [logRatio] = answer.pooled.values;
  const shifted = poolPanel(shiftedPanel(panel, PLACEBO_WEEKS), { scale });
  const inTime = shifted === null ? null : pooledEffect(shifted);
  const onDraw = between(onProgress, doneAfter.guards, doneAfter.placebos);
  const options = { scale, draws: PERMUTATIONS, seed, onDraw };
  const without = Number.isFinite(logRatio) ? withoutEffect(panel, scale, logRatio) : panel;
  const drawn = permutedEffects(without, options);
  const found = drawn.filter(({ p }) => p !== null && p < thresholds.placeboLevel).length;
  const placeboRate = drawn.length === 0 ? null : found / drawn.length;
  const isTooOften = placeboRate !== null && placeboRate > thresholds.placeboRate;
  const widened = isTooOften ? calibratedInterval(answer, drawn) : null;
  const isFew = answer.sides.clusters < thresholds.fewClusters;
  const randomisationP = isFew
    ? randomisation(answer.linear, permutedEffects(panel, options))
    : null;
  return {
    checks: [
      placeboTimeCheck(inTime),
      placeboUnitsCheck(placeboRate, drawn.length),
      ...(randomisationP === null ? [] : [randomisationCheck(randomisationP, answer.effect.p)]),
    ],
    rows: calibratedRow(answer.effect.percent, widened),
    facts: { randomisationP, placeboRate, placeboTimeP: inTime?.p ?? null, widened },
  };
}

/** Share of the draws, the answer among them, whose statistic is at least as large. */
function randomisation({ statistic }: PercentEffect, drawn: readonly PercentEffect[]) {
  if (statistic === null || drawn.length === 0) return null;
  const asLarge = drawn.filter((own) => Math.abs(own.statistic ?? 0) >= Math.abs(statistic)).length;
  return (asLarge + 1) / (drawn.length + 1);
}

/** Imputation and Poisson: another sign where the answer has a clear one, or two errors apart. */
function disagreementsOf(
  alternatives: readonly Alternative[],
  answer: PrimaryAnswer,
): Disagreement[] {
  const { effect } = answer;
  const isClear = effect.p !== null && effect.p < 0.05;
  return alternatives.flatMap((own): Disagreement[] => {
    const { estimator, percent } = own;
    if (estimator !== 'imputation' && estimator !== 'poisson') return [];
    if (isClear && Math.sign(percent) !== Math.sign(effect.percent)) {
      return [{ estimator, percent, kind: 'sign' }];
    }
    return isFarApart(own, answer) ? [{ estimator, percent, kind: 'size' }] : [];
  });
}

function isFarApart(
  { influence, percent }: Alternative,
  { pooled, sides }: PrimaryAnswer,
): boolean {
  if (influence === null || influence.length !== pooled.influence.length) return false;
  const values = influence.map((own, unit) => own - pooled.influence[unit]);
  const sums = clusterSums({ rows: values.length, columns: 1, values }, pooled.panel.clusters);
  const difference = Math.log1p(percent / 100) - pooled.values[0];
  const { error } = percentEffect(difference, covarianceOf(sums)[0], sides);
  return error !== null && Math.abs(difference) > 2 * error;
}

function doStayersAgree(
  alternatives: readonly Alternative[],
  { interval }: PercentEffect,
): boolean {
  const stayers = alternatives.find(({ estimator }) => estimator === 'stayers')?.interval ?? null;
  if (stayers === null || interval === null) return false;
  if (interval[1] < 0) return stayers[1] < 0;
  return interval[0] > 0 ? stayers[0] > 0 : true;
}
