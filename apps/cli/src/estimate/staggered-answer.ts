import {
  estimateStaggeredEffects,
  type AggregateOptions,
  type AggregatedEffects,
  type GroupTimeOptions,
  type Panel,
  type StaggeredEffects,
} from '@uplift/causal';

import type { Answer } from './answer.ts';
import type { Table } from './tables.ts';

/** Group-time effects, their sums, and the test of the effects before treatment. */
export function answerStaggered(
  panel: Panel,
  options: GroupTimeOptions & AggregateOptions,
): Answer {
  const effects = estimateStaggeredEffects(panel, options);
  const missing = effects.cells.filter(({ att }) => att === null);
  return {
    json: jsonOf(effects),
    tables: tablesOf(effects),
    remarks:
      missing.length === 0
        ? []
        : [`${missing.length} cells have no estimate: ${reasonsOf(missing)}. No sum counts them.`],
  };
}

function jsonOf({ n, cells, preTrend, simple, ...keyed }: StaggeredEffects) {
  const withKeys = (effects: AggregatedEffects) => ({ ...overallOf(effects), by: effects.by });
  return {
    n,
    att_gt: cells.map(({ g, t, att, se }) => ({ g, t, att, se })),
    pretrend: preTrend,
    aggregates: {
      simple: overallOf(simple),
      dynamic: withKeys(keyed.dynamic),
      group: withKeys(keyed.group),
      calendar: withKeys(keyed.calendar),
    },
  };
}

function overallOf({ overall }: AggregatedEffects) {
  return { overall_att: overall.att, overall_se: overall.se };
}

function tablesOf(effects: StaggeredEffects): readonly Table[] {
  const { n, cells, preTrend, simple, dynamic, group, calendar } = effects;
  return [
    {
      title: `ATT(g, t) of ${n} units`,
      header: ['g', 't', 'att', 'se'],
      rows: cells.map(({ g, t, att, se }) => [g, t, att, se]),
    },
    {
      title: 'Overall',
      header: ['', 'att', 'se'],
      rows: Object.entries({ simple, dynamic, group, calendar }).map(([name, { overall }]) => [
        name,
        overall.att,
        overall.se,
      ]),
    },
    keyedTable('By periods since treatment (dynamic)', dynamic),
    keyedTable('By first treated period (group)', group),
    keyedTable('By period (calendar)', calendar),
    {
      title: 'Test that all effects before treatment are zero',
      header: ['W', 'df', 'p'],
      rows: preTrend === null ? [] : [[preTrend.W, preTrend.df, preTrend.p]],
    },
  ];
}

function keyedTable(title: string, { by }: AggregatedEffects): Table {
  return { title, header: ['', 'att', 'se'], rows: by.map(({ key, att, se }) => [key, att, se]) };
}

const REASONS: Readonly<Record<string, string>> = {
  nothing_observed: 'nobody to compare with, or nothing observed',
  no_overlap: 'covariates tell treated and controls apart',
  collinear: 'covariates of the controls do not vary enough',
};

function reasonsOf(cells: readonly { readonly status: string }[]): string {
  const statuses = new Set(cells.map(({ status }) => status));
  return [...statuses].map((status) => REASONS[status] ?? status).join('; ');
}
