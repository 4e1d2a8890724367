// One estimate in a process of its own, so that the memory that it takes at most is its own.
import {
  aggregate,
  clusteredRestrictedMean,
  clusteredSurvival,
  controlledComparison,
  covarianceOf,
  estimateGroupTime,
  estimateRatio,
  kaplanMeier,
  mixtureSums,
  multiplierBootstrap,
  standardErrors,
  supTCritical,
} from '@uplift/causal';

import { controlledInput } from './controlled.mjs';
import { clusteredDurations } from './durations.mjs';
import { weekPanel } from './panels.mjs';
import { answerQuestions } from './processes.mjs';
import { bestOf, measured } from './report.mjs';

const RUNS = 3;
const SEED = 1;
const tasks = {
  groupTime,
  influence: influenceAlone,
  cellByCell,
  multipliers,
  ratio,
  survival,
  writtenOut,
  comparison,
};

await answerQuestions(async () => ({
  answer: async ({ task, ...question }) => ({
    ...(await tasks[task](question)),
    rss: process.resourceUsage().maxRSS * 1024,
  }),
  close: () => undefined,
}));

/** All aggregated effects, with covariance and uniform band. */
async function groupTime({ draws, options, runs = RUNS, ...size }) {
  const panel = weekPanel(size);
  return bestOf(runs, () => {
    const estimate = estimateGroupTime(panel, options);
    const mixtures = mixturesOf(aggregate(estimate));
    const sums = mixtureSums(estimate, mixtures);
    const covariance = covarianceOf(sums);
    const critical = supTCritical(covariance, mixtures.length, { draws, seed: SEED });
    return {
      parameters: mixtures.length,
      cells: estimate.cells.length,
      cohorts: estimate.cohorts.values.length,
      clusters: sums.clusters,
      estimated: estimate.cells.filter(({ status }) => status === 'estimated').length,
      errors: standardErrors(sums).length,
      critical,
    };
  });
}

function mixturesOf(plans) {
  return Object.values(plans).flatMap(({ overall, by }) => [
    ...(overall === null ? [] : [overall]),
    ...by.map(({ mixture }) => mixture),
  ]);
}

/** Influence functions of the aggregated effects alone. */
async function influenceAlone({ options, ...size }) {
  const estimate = estimateGroupTime(weekPanel(size), options);
  const mixtures = mixturesOf(aggregate(estimate));
  return bestOf(RUNS, () => ({ columns: estimate.influence.mix(mixtures).columns }));
}

/** The band by drawing a multiplier for every developer instead, for a few draws. */
async function multipliers({ draws, options, ...size }) {
  const estimate = estimateGroupTime(weekPanel(size), options);
  const sums = mixtureSums(estimate, mixturesOf(aggregate(estimate)));
  return bestOf(1, () => {
    const { critical } = multiplierBootstrap(sums, { multiplier: 'gaussian', draws, seed: SEED });
    return { critical };
  });
}

/** Influence functions of the aggregated effects by adding up those of the cells, one by one. */
async function cellByCell({ options, ...size }) {
  const estimate = estimateGroupTime(weekPanel(size), options);
  const mixtures = mixturesOf(aggregate(estimate));
  return bestOf(1, () => addUpCells(estimate, mixtures));
}

function addUpCells({ cells, cohorts, influence, panel }, mixtures) {
  const rows = panel.units.length;
  const values = new Float64Array(rows * mixtures.length);
  const ofCell = new Float64Array(rows);
  const usesOf = cells.map(() => []);
  for (const [column, mixture] of mixtures.entries()) {
    for (let row = 0; row < rows; row += 1) {
      values[row * mixtures.length + column] = mixture.cohortTerm?.[cohorts.of[row]] ?? 0;
    }
    for (const [at, cell] of mixture.cells.entries()) {
      usesOf[cell].push({ column, weight: mixture.weights[at] });
    }
  }
  for (const [index, uses] of usesOf.entries()) {
    if (uses.length === 0) continue;
    influence.cell(index, ofCell);
    for (const { column, weight } of uses) {
      for (let row = 0; row < rows; row += 1) {
        values[row * mixtures.length + column] += weight * ofCell[row];
      }
    }
  }
  return { columns: mixtures.length };
}

/** The controlled engine: ratios, their influence functions, covariance and uniform band. */
async function ratio({ draws, options, runs = RUNS, ...size }) {
  const panel = weekPanel(size);
  return bestOf(runs, () => {
    const { byEvent, cells, covariance } = estimateRatio(panel, options);
    const parameters = byEvent.length + 1;
    const critical = supTCritical(covariance, parameters, { draws, seed: SEED });
    return { parameters, cells: cells.length, critical };
  });
}

/** A whole answer, or a light one without what stands beside the effect. */
async function comparison({ light, runs, ...size }) {
  const input = controlledInput(size);
  const stamp = { dataVersion: '1', computedAt: input.asOf };
  return bestOf(runs, () => {
    const { effect, n, verdict } = controlledComparison(input, stamp, { light });
    return { claim: verdict.claim, effect, n, pullRequests: input.pullRequests.length };
  });
}

/** Curve, median and restricted mean, with intervals by drawing developers. */
async function survival({ horizon, draws, ...size }) {
  const durations = clusteredDurations(size);
  return bestOf(1, () => {
    const { quantile, mean } = clusteredSurvival(durations, { p: 0.5, horizon, draws, seed: SEED });
    const linear = clusteredRestrictedMean(durations, horizon);
    return {
      median: quantile,
      mean,
      errorByDraws: Math.sqrt(mean.variance),
      errorByFormula: Math.sqrt(linear.variance),
    };
  });
}

/** The same by writing every sample out and making its curve anew, for a few draws. */
async function writtenOut({ draws, ...size }) {
  const durations = clusteredDurations(size);
  const members = membersOf(durations.cluster, size.developers);
  return measured(() => {
    for (let draw = 0; draw < draws; draw += 1) {
      const drawn = members.map(
        (_, own) => members[(own * 7919 + draw * 104_729) % members.length],
      );
      const order = drawn.flat();
      kaplanMeier({
        time: Float64Array.from(order, (index) => durations.time[index]),
        ended: Uint8Array.from(order, (index) => durations.ended[index]),
      });
    }
    return { draws };
  });
}

function membersOf(cluster, developers) {
  const members = Array.from({ length: developers }, () => []);
  for (const [index, own] of cluster.entries()) members[own].push(index);
  return members;
}
