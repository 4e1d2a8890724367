import { NEVER } from '../panel/panel.ts';
import type { Frame } from './frame.ts';

/** Teams with a common date that it takes for teams to be what errors are clustered by. */
export const FEWEST_TEAM_DATES = 10;
/** Share of a team's adopters who must begin in one and the same week. */
export const TEAM_DATE_SHARE = 0.8;

/** Share of all adopters that began on the date of their team, from which on teams decide. */
const DECISIVE_SHARE = 0.5;

/** What errors are clustered by, and how many teams have a date of their own. */
export type Clustering = {
  readonly by: 'team' | 'developer';
  readonly teamsOnTeamDates: number;
  /** Per developer. */
  readonly labels: readonly string[];
  /**
   * Per developer, the team, where adoption is decided by teams but too few of them to cluster by: what
   * teams share must not make an answer look surer, so that errors by team are looked at, too. Else null.
   */
  readonly teamLabels: readonly string[] | null;
};

/**
 * Clusters at the level at which adoption is decided: teams where enough of them adopt on team dates,
 * developers otherwise. A team has a date if at least two of its members adopted and most of them did
 * so in one week. Whoever has no team is a cluster of their own. Who came with the tool already, or was
 * given it on joining, says nothing of the date on which a team decided.
 */
export function clusteringOf({ developers, adopted, from }: Frame): Clustering {
  const didAdopt = developers.map((_, row) => adopted[row] !== NEVER && from[row] < adopted[row]);
  const weeks = new Map<number, number[]>();
  for (const [row, { teamId }] of developers.entries()) {
    if (teamId === null || !didAdopt[row]) continue;
    const own = weeks.get(teamId) ?? [];
    own.push(adopted[row]);
    weeks.set(teamId, own);
  }
  const onTeamDates = [...weeks.values()].filter(hasOneDate);
  const teamsOnTeamDates = onTeamDates.length;
  const by = teamsOnTeamDates >= FEWEST_TEAM_DATES ? 'team' : 'developer';
  const adopters = didAdopt.filter(Boolean).length;
  const areTeamsDecisive = onTeamDates.flat().length >= DECISIVE_SHARE * adopters;
  const byDeveloper = developers.map(({ id }) => `developer ${id}`);
  const byTeam = developers.map(({ teamId }, row) =>
    teamId === null ? byDeveloper[row] : `team ${teamId}`,
  );
  return {
    by,
    teamsOnTeamDates,
    labels: by === 'team' ? byTeam : byDeveloper,
    teamLabels: by === 'developer' && teamsOnTeamDates >= 2 && areTeamsDecisive ? byTeam : null,
  };
}

function hasOneDate(weeks: readonly number[]): boolean {
  if (weeks.length < 2) return false;
  const counts = new Map<number, number>();
  for (const week of weeks) counts.set(week, (counts.get(week) ?? 0) + 1);
  return Math.max(...counts.values()) >= TEAM_DATE_SHARE * weeks.length;
}
