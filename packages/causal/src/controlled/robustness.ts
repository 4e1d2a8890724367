import { estimateImputation } from '../imputation/estimate-imputation.ts';
import type { Panel } from '../panel/panel.ts';
import { estimatePoisson } from '../poisson/estimate-poisson.ts';
import { orNull, type Alternative, type PrimaryParts } from './alternative.ts';
import { adjustedRow } from './adjusted.ts';
import { percentEffect, pooledEffect } from './interval.ts';
import { percentOfExpected, treatedMean } from './level-effect.ts';
import { poolPanel, type PoolOptions } from './pool-panel.ts';
import { naiveRegression } from './naive-regression.ts';
import { stayersOf } from './composition.ts';
import { datedByLicence } from './licence-dates.ts';
import { MOST_OPEN, withoutLatest } from './open-work.ts';
import type { WeekCells } from './week-cells.ts';
import { ANTICIPATION, weekPanel } from './week-panel.ts';
import { winsorisedCells } from './winsorise.ts';

/** Full weeks after adoption in which a tool is new. */
const NOVELTY_WEEKS = 4;

/** The same question by other estimators; those that have no answer are left out. */
export function alternativesOf(parts: PrimaryParts): Alternative[] {
  const { cells, measure, openWork, panel, source } = parts;
  const { scale } = cells;
  const winsorised = weekPanel(source, winsorisedCells(source.frame, measure, cells));
  const stayers = stayersOf(source.frame);
  const rows = [
    pooledRow('last_week_base', panel, { scale, baseWindow: 1 }),
    imputationRow(parts),
    measure === 'throughput' ? poissonRow(parts) : null,
    pooledRow('never_adopters_only', panel, { scale, control: 'never' }),
    adjustedRow(parts),
    pooledRow('winsorised', winsorised, { scale }),
    measure === 'cycle_time'
      ? pooledRow('developer_weeks', weekPanel(source, equalWeeks(cells)), { scale })
      : null,
    pooledRow('without_novelty', panel, { scale, skip: NOVELTY_WEEKS }),
    pooledRow('stayers', weekPanel(source, stayers(cells)), {
      scale,
    }),
    openWork !== null && openWork.share > MOST_OPEN
      ? pooledRow(
          'without_latest_month',
          weekPanel(source, withoutLatest(source.frame, cells, openWork)),
          { scale },
        )
      : null,
    licenceRow(parts),
    naiveRegression(parts),
  ];
  return rows.filter((row) => row !== null);
}

const rowWords = {
  last_week_base: 'Against the last week before adoption alone, which is a noisy base.',
  licence_date:
    'Dated by the licence, used or not: what being given the tool did (intent to treat).',
  never_adopters_only: 'Against those only who never adopted.',
  developer_weeks:
    'With every week of a developer counting once, however many pull requests they opened in it.',
  winsorised: 'With the most extreme hundredth on either side drawn in.',
  without_novelty: `Without the first ${NOVELTY_WEEKS} full weeks, in which the tool was new.`,
  without_latest_month:
    'Without the last four weeks of opening, of which too many pull requests are still open.',
  stayers: 'Of adopters only who were there from 8 weeks before adoption to 12 weeks after.',
} as const;

/** By the dates of licences, where they are known and others. */
function licenceRow({ cells, source }: PrimaryParts): Alternative | null {
  const dated = datedByLicence(source.frame, cells);
  if (dated === null) return null;
  const panel = weekPanel({ ...source, frame: dated.frame }, dated.cells);
  return pooledRow('licence_date', panel, { scale: cells.scale });
}

/** Means by developer and week, each counting once: who merges much no longer counts more. */
function equalWeeks(cells: WeekCells): WeekCells {
  const { exposure, outcome } = cells;
  return {
    ...cells,
    outcome: outcome.map((own, at) => (exposure[at] > 0 ? own / exposure[at] : 0)),
    exposure: exposure.map((own) => (own > 0 ? 1 : 0)),
  };
}

function pooledRow(
  estimator: keyof typeof rowWords,
  panel: Panel,
  options: PoolOptions,
): Alternative | null {
  const pooled = poolPanel(panel, options);
  if (pooled === null || !Number.isFinite(pooled.values[0])) return null;
  const effect = pooledEffect(pooled);
  const { percent, interval } = effect;
  return { estimator, percent, interval, words: rowWords[estimator], influence: null };
}

/** In levels for counts; there the percentage is of what would have been. */
function imputationRow({ panel, sides, measure }: PrimaryParts): Alternative | null {
  const estimate = orNull(() => estimateImputation(panel, { anticipation: ANTICIPATION }));
  if (estimate === null) return null;
  const { att, se } = estimate.overall;
  const { rows, columns, values } = estimate.influence;
  const words = 'Imputation of what adopters would have had, from all weeks without the tool.';
  if (measure === 'cycle_time') {
    const effect = percentEffect(att, (se ?? NaN) ** 2, sides);
    const influence = Float64Array.from({ length: rows }, (_, row) => values[row * columns]);
    const { percent, interval } = effect;
    return { estimator: 'imputation', percent, interval, words, influence };
  }
  const effect = percentOfExpected({ att, se }, treatedMean(panel), sides);
  return effect && { estimator: 'imputation', ...effect, words, influence: null };
}

function poissonRow({ panel, sides }: PrimaryParts): Alternative | null {
  const estimate = orNull(() => estimatePoisson(panel, { anticipation: ANTICIPATION }));
  const logRatio = estimate?.overall.logRatio ?? null;
  if (estimate === null || logRatio === null) return null;
  const { rows, columns, values } = estimate.influence;
  const { percent, interval } = percentEffect(logRatio, estimate.covariance[0], sides);
  return {
    estimator: 'poisson',
    percent,
    interval,
    words: 'Poisson regression on all weeks without the tool (extended two-way effects).',
    influence: Float64Array.from({ length: rows }, (_, row) => values[row * columns]),
  };
}
