import type { Random } from '../../worlds/random.ts';
import { NEVER } from '../../panel/panel.ts';
import type { ProofSetting } from './setting.ts';

/** What a developer is, before anything happens. Each is standard normal. */
export type Nature = {
  readonly team: number;
  readonly countLevel: number;
  readonly timeLevel: number;
  /** Above zero: gets faster and merges more as time goes by. */
  readonly trend: number;
};

/**
 * Who begins in which week, counted from the start of the world. Those with the highest score begin
 * first, and the lowest never: the score is noise, correlated with level and trend as the selection
 * says. Teams have the mean score of their members.
 *
 * @returns per developer a week, or {@link NEVER}
 */
export function planAdoption(
  setting: ProofSetting,
  natures: readonly Nature[],
  random: Random,
): Float64Array {
  const scores = natures.map((nature) => scoreOf(nature, setting, random));
  if (setting.adoption.by === 'developer') return weeksByRank(scores, setting);

  const ofTeams = new Float64Array(setting.teams);
  for (const [index, { team }] of natures.entries()) ofTeams[team] += scores[index];
  const weeks = weeksByRank([...ofTeams], setting);
  return Float64Array.from(natures, ({ team }) => weeks[team]);
}

function scoreOf(nature: Nature, { selection }: ProofSetting, random: Random): number {
  const { onLevel, onTrend } = selection;
  const rest = Math.sqrt(Math.max(0, 1 - onLevel ** 2 - onTrend ** 2));
  return onLevel * nature.countLevel + onTrend * nature.trend + rest * random.normal();
}

function weeksByRank(scores: readonly number[], { adoption }: ProofSetting): Float64Array {
  const { share, from, to, crowding } = adoption;
  const weeks = new Float64Array(scores.length).fill(NEVER);
  const adopters = Math.round(share * scores.length);
  const order = [...scores.keys()].toSorted((a, b) => scores[b] - scores[a]);
  for (const [rank, index] of order.slice(0, adopters).entries()) {
    const at = ((rank + 0.5) / adopters) ** (1 / crowding);
    weeks[index] = Math.min(to, from + Math.floor((to - from + 1) * at));
  }
  return weeks;
}
