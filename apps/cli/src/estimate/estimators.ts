import {
  estimateImputation,
  estimatePoisson,
  estimateRatio,
  estimateTwoWay,
  type AggregateOptions,
  type GroupTimeOptions,
  type Panel,
} from '@uplift/causal';

import type { Answer } from './answer.ts';
import { answerStaggered } from './staggered-answer.ts';

export type EstimateOptions = GroupTimeOptions & AggregateOptions;

/** An option that only some estimators read, by its name on the command line. */
export type EstimatorOption =
  | 'control'
  | 'method'
  | 'base'
  | 'baseWindow'
  | 'covariates'
  | 'anticipation'
  | 'balance';

export type Estimator = {
  readonly reads: readonly EstimatorOption[];
  /** @throws {PanelError} if the panel cannot be used */
  readonly answer: (panel: Panel, options: EstimateOptions) => Answer;
};

/** Every estimator of the command line. */
export const estimators = {
  cs: {
    reads: ['control', 'method', 'base', 'baseWindow', 'covariates', 'anticipation', 'balance'],
    answer: answerStaggered,
  },
  ratio: { reads: ['control', 'base', 'baseWindow', 'anticipation'], answer: answerRatio },
  imputation: { reads: ['anticipation'], answer: answerImputation },
  etwfe: { reads: ['anticipation'], answer: answerPoisson },
  twfe: { reads: [], answer: answerTwoWay },
} as const satisfies Record<string, Estimator>;

export type EstimatorName = keyof typeof estimators;

function answerRatio(panel: Panel, options: EstimateOptions): Answer {
  const estimate = estimateRatio(panel, options);
  const n = estimate.panel.units.length;
  const { overall, cells, byEvent } = estimate;
  return {
    json: {
      n,
      cells: cells.map(({ g, t, logRatio, se }) => ({ g, t, log_rr: logRatio, se })),
      overall: {
        prop_att: overall.share,
        se: overall.se,
        log_rr: overall.logRatio,
        se_log: overall.logSe,
      },
      by_event: byEvent.map(({ e, share, se }) => ({ e, prop_att: share, se })),
    },
    tables: [
      {
        title: `Log ratios of ${n} units`,
        header: ['g', 't', 'log_rr', 'se'],
        rows: cells.map(({ g, t, logRatio, se }) => [g, t, logRatio, se]),
      },
      {
        title: 'Overall, as a share',
        header: ['prop_att', 'se', 'log_rr', 'se_log'],
        rows: [[overall.share, overall.se, overall.logRatio, overall.logSe]],
      },
      {
        title: 'By periods since treatment, as a share',
        header: ['', 'prop_att', 'se'],
        rows: byEvent.map(({ e, share, se }) => [e, share, se]),
      },
    ],
    remarks: [],
  };
}

function answerImputation(panel: Panel, options: EstimateOptions): Answer {
  const { n, overall, notImputed } = estimateImputation(panel, options);
  const answer = single(n, { att: overall.att, se: overall.se });
  return { ...answer, remarks: remarkOn(notImputed) };
}

function answerPoisson(panel: Panel, options: EstimateOptions): Answer {
  const { n, overall, notImputed } = estimatePoisson(panel, options);
  const answer = single(n, { prop_att: overall.share, se: overall.se });
  return { ...answer, remarks: remarkOn(notImputed) };
}

function answerTwoWay(panel: Panel): Answer {
  const { n, att, se } = estimateTwoWay(panel);
  return {
    ...single(n, { att, se }),
    remarks: ['With staggered treatment this compares with already treated units: a diagnostic.'],
  };
}

function single(n: number, overall: Readonly<Record<string, number | null>>): Answer {
  return {
    json: { n, overall },
    tables: [
      {
        title: `Overall, of ${n} units`,
        header: Object.keys(overall),
        rows: [Object.values(overall)],
      },
    ],
    remarks: [],
  };
}

function remarkOn(notImputed: number): readonly string[] {
  return notImputed === 0 ? [] : [`${notImputed} treated cells could not be imputed.`];
}
