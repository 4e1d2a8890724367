import type { ComparisonExclusion } from '../comparison.ts';

/** Why a developer or a pull request is left out of a comparison. */
export const exclusionReasons = [
  'not_in_population',
  'no_known_start',
  'never_adopted',
  'bot_author',
  'not_merged',
  'too_young',
  'running_week',
  'adoption_week',
  'outside_activity',
  'nothing_before',
  'nothing_after',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** A tally of what was left out, in the order of {@link exclusionReasons}. */
export type Exclusions = {
  readonly count: (reason: ExclusionReason, developerId: number, pullRequests: number) => void;
  readonly list: () => ComparisonExclusion[];
};

/** An empty tally. */
export function noExclusions(): Exclusions {
  const tally = new Map<ExclusionReason, { developers: Set<number>; pullRequests: number }>();
  return {
    count: (reason, developerId, pullRequests) => {
      const entry = tally.get(reason) ?? { developers: new Set<number>(), pullRequests: 0 };
      entry.developers.add(developerId);
      entry.pullRequests += pullRequests;
      tally.set(reason, entry);
    },
    list: () =>
      exclusionReasons.flatMap((reason) => {
        const entry = tally.get(reason);
        if (entry === undefined) return [];
        return [{ reason, developers: entry.developers.size, pullRequests: entry.pullRequests }];
      }),
  };
}
