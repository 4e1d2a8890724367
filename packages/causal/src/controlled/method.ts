import type { ComparisonMethod } from '../comparison.ts';
import { FLOOR_SECONDS, HORIZON_SECONDS } from '../estimators/before-after-input.ts';
import { FEWEST_TEAM_DATES, TEAM_DATE_SHARE, type Clustering } from './clusters.ts';
import type { ControlledInput } from './controlled-input.ts';
import { thresholds } from './verdict-rules.ts';
import { BASE_WEEKS } from './week-panel.ts';

/** Changes whenever equal inputs could get another answer. */
export const CONTROLLED_VERSION = '3';

/** How the answer was found, in words and settings. */
export function controlledMethod(input: ControlledInput, clustering: Clustering): ComparisonMethod {
  const { draws, measure, minimumGroup } = input;
  const isTime = measure === 'cycle_time';
  const model = isTime
    ? 'the ratio of geometric means of cycle time, by week of opening'
    : 'the ratio of merged pull requests per developer-week, weeks without any counted';
  return {
    id: 'group_time_ratio',
    version: CONTROLLED_VERSION,
    words:
      `Staggered difference in differences: ${model}, of adopters since the ${BASE_WEEKS} weeks before adoption, ` +
      'over that of developers who had not adopted by then, pooled over cohorts and weeks.',
    settings: {
      weeks: 'ISO weeks, UTC; the week of adoption is neither base, nor treated, nor control',
      panel: "a developer's first to last active week",
      control: 'not yet adopted and never adopted',
      baseWeeks: BASE_WEEKS,
      anticipationWeeks: 1,
      clusters: clustering.by,
      clusterRule:
        `teams where at least ${FEWEST_TEAM_DATES} adopt on team dates (two adopters or more, ` +
        `${TEAM_DATE_SHARE * 100} % of them in one week), else developers`,
      teamsOnTeamDates: clustering.teamsOnTeamDates,
      interval:
        '95 %, leaving out one cluster at a time, Student with (fewest clusters of a side) - 1, log scale; ' +
        'where fewer teams decide, by team if that is wider',
      breakdownTarget: 'first four full weeks after adoption',
      minimumGroup,
      naiveDraws: draws,
      ...thresholds,
      ...(isTime ? { horizonDays: HORIZON_SECONDS / 86_400, floorSeconds: FLOOR_SECONDS } : {}),
    },
  };
}
