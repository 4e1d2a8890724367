// Made-up panels of developers and weeks, the same in every run.
import { NEVER } from '@uplift/causal';

import { chance } from './chance.mjs';

/**
 * Counts of developers by week: three tenths never adopt, the others begin on one of the dates, which
 * come week by week from the middle of what is left around them. Adopters do a tenth more.
 *
 * @param dates - at most a week less than there are weeks
 * @param teamSize - developers that count as one cluster; 1 for each on their own
 * @param covariates - how many, fixed over time
 */
export function weekPanel({ developers, weeks, dates, teamSize = 1, covariates = 0 }) {
  const next = chance(developers + weeks);
  const first = 2 + Math.floor((weeks - 1 - dates) / 2);
  const firstTreated = Float64Array.from({ length: developers }, (_, row) =>
    row % 10 < 3 ? NEVER : first + ((row * 7919) % dates),
  );
  return {
    units: Array.from({ length: developers }, (_, row) => String(row)),
    periods: Float64Array.from({ length: weeks }, (_, week) => week + 1),
    outcome: countsOf(firstTreated, weeks, next),
    exposure: new Float64Array(developers * weeks).fill(1),
    isBalanced: true,
    firstTreated,
    weights: new Float64Array(developers).fill(1),
    clusters: teamSize === 1 ? null : teamsOf(developers, teamSize),
    covariates: Array.from({ length: covariates }, (_, index) => ({
      name: `covariate ${index + 1}`,
      values: fixedOverTime(Float64Array.from({ length: developers }, next), weeks),
    })),
    leftOut: [],
  };
}

function countsOf(firstTreated, weeks, next) {
  const counts = new Float64Array(firstTreated.length * weeks);
  for (let row = 0; row < firstTreated.length; row += 1) {
    const own = 1 + 4 * next();
    for (let week = 0; week < weeks; week += 1) {
      const effect = week + 1 >= firstTreated[row] ? 1.1 : 1;
      counts[row * weeks + week] = Math.floor(own * effect * (0.5 + next()) + next());
    }
  }
  return counts;
}

function teamsOf(developers, size) {
  return {
    of: Int32Array.from({ length: developers }, (_, row) => Math.floor(row / size)),
    labels: Array.from({ length: Math.ceil(developers / size) }, (_, team) => `team ${team}`),
  };
}

function fixedOverTime(values, weeks) {
  const all = new Float64Array(values.length * weeks);
  for (const [row, value] of values.entries()) all.fill(value, row * weeks, (row + 1) * weeks);
  return all;
}
