import { aggregate } from '../aggregation/aggregate.ts';
import { poolPanel } from '../controlled/pool-panel.ts';
import { estimateGroupTime } from '../group-time/estimate.ts';
import type { GroupTimeOptions } from '../group-time/options.ts';
import { estimateImputation } from '../imputation/estimate-imputation.ts';
import { cellErrors, mixtureErrors } from '../inference/estimate-errors.ts';
import { PanelError } from '../panel/errors.ts';
import type { Panel } from '../panel/panel.ts';
import { estimatePoisson } from '../poisson/estimate-poisson.ts';
import { PoissonFitError } from '../poisson/fit-poisson.ts';
import { deleteOneVariance } from '../ratio/delete-one.ts';
import { estimateRatio } from '../ratio/ratio-effects.ts';
import { estimateTwoWay } from '../two-way/two-way-effect.ts';

type Numbers = readonly (number | null)[];

/** All that an estimator says: effects, and their standard errors; or the name of what it threw. */
export type Answers = { readonly points: Numbers; readonly errors: Numbers } | string;

/** An estimator that laws are held against. */
export type Subject = {
  readonly name: string;
  /** Whether effects are in the unit of the outcome, or do not have one. */
  readonly scale: 'levels' | 'ratio';
  /** Whether it reads the covariate of the panel, and so takes none with gaps. */
  readonly hasCovariate: boolean;
  readonly answers: (panel: Panel) => Answers;
};

const orNull = (value: number) => (Number.isFinite(value) ? value : null);

function groupTime(panel: Panel, options: GroupTimeOptions): Answers {
  const estimate = estimateGroupTime(panel, options);
  const { simple, dynamic, group, calendar } = aggregate(estimate);
  const mixtures = [simple, dynamic, group, calendar].flatMap(({ overall, by }) => [
    ...(overall === null ? [] : [overall]),
    ...by.map(({ mixture }) => mixture),
  ]);
  return {
    points: [
      ...estimate.cells.map(({ att }) => orNull(att)),
      ...mixtures.map(({ value }) => value),
    ],
    errors: [...cellErrors(estimate), ...mixtureErrors(estimate, mixtures)].map(orNull),
  };
}

function pooled(panel: Panel, scale: 'ratio' | 'difference'): Answers {
  const estimate = poolPanel(panel, { scale, baseWindow: 2, events: [-4, 4] });
  if (estimate === null) return { points: [], errors: [] };
  const { covariance, values } = estimate;
  const variances = Array.from(values, (_, at) => covariance[at * values.length + at]);
  return {
    points: Array.from(values, orNull),
    errors: [...variances, deleteOneVariance(estimate)].map((own) => orNull(Math.sqrt(own))),
  };
}

const plain: readonly GroupTimeOptions[] = (['never', 'notyet'] as const).flatMap((control) =>
  (['varying', 'universal'] as const).map((base) => ({ control, base, baseWindow: 2 })),
);

/** Every estimator of the effect of a treatment that is taken up one after another. */
export const subjects: readonly Subject[] = [
  ...plain.map((options) => ({
    name: `group-time effects, ${options.control}, ${options.base}`,
    scale: 'levels' as const,
    hasCovariate: false,
    answers: (panel: Panel) => groupTime(panel, options),
  })),
  ...(['reg', 'ipw', 'dr'] as const).map((method) => ({
    name: `group-time effects with a covariate, ${method}`,
    scale: 'levels' as const,
    hasCovariate: true,
    answers: (panel: Panel) => groupTime(panel, { method, control: 'notyet' }),
  })),
  {
    name: 'ratios of ratios',
    scale: 'ratio',
    hasCovariate: false,
    answers: (panel) => {
      const { cells, overall, byEvent } = estimateRatio(panel, { control: 'notyet' });
      const all = [overall, ...byEvent];
      return {
        points: [...cells, ...all].map(({ logRatio }) => logRatio),
        errors: [...cells.map(({ se }) => se), ...all.map(({ logSe }) => logSe)],
      };
    },
  },
  {
    name: 'pooled ratios of weeks',
    scale: 'ratio',
    hasCovariate: false,
    answers: (panel) => pooled(panel, 'ratio'),
  },
  {
    name: 'pooled differences of weeks',
    scale: 'levels',
    hasCovariate: false,
    answers: (panel) => pooled(panel, 'difference'),
  },
  {
    name: 'imputation',
    scale: 'levels',
    hasCovariate: false,
    answers: (panel) => {
      const { overall, byEvent } = estimateImputation(panel);
      const all = [overall, ...byEvent];
      return { points: all.map(({ att }) => att), errors: all.map(({ se }) => se) };
    },
  },
  {
    name: 'Poisson regression',
    scale: 'ratio',
    hasCovariate: false,
    answers: (panel) => {
      const { overall, byEvent } = estimatePoisson(panel);
      const all = [overall, ...byEvent];
      return { points: all.map(({ logRatio }) => logRatio), errors: all.map(({ logSe }) => logSe) };
    },
  },
  {
    name: 'two-way fixed effects',
    scale: 'levels',
    hasCovariate: false,
    answers: (panel) => {
      const { att, se } = estimateTwoWay(panel);
      return { points: [att], errors: [se] };
    },
  },
];

/** What a subject says of a panel; a panel that it refuses is an answer, too. */
export function answersOf({ answers }: Subject, panel: () => Panel): Answers {
  try {
    return answers(panel());
  } catch (error) {
    if (error instanceof PanelError || error instanceof PoissonFitError) {
      return error.constructor.name;
    }
    throw error;
  }
}
