import type {
  BeforeAfterDeveloper,
  BeforeAfterInput,
  BeforeAfterPullRequest,
} from '../estimators/before-after-input.ts';
import type { SimulatedOrganization } from './simulate-organization.ts';
import type { PullRequestStory } from './story.ts';

/**
 * What the before/after estimator would be given of a simulated organisation, read off the story
 * as a timeline fold would: cycle time from the earliest authored commit to the merge, an agent's
 * pull request counted for its assignee.
 */
export function panelOf(
  world: SimulatedOrganization,
  settings: Pick<BeforeAfterInput, 'asOf' | 'measure' | 'seed' | 'draws'>,
): BeforeAfterInput {
  const pullRequests = world.story.pullRequests.flatMap(rowOf);
  const days = new Map<number, string[]>();
  for (const { developerId, mergedAt, openedAt } of pullRequests) {
    const seen = days.get(developerId) ?? [];
    seen.push(openedAt.toISOString().slice(0, 10));
    if (mergedAt !== null) seen.push(mergedAt.toISOString().slice(0, 10));
    days.set(developerId, seen);
  }
  const developers = world.adoptions.flatMap(({ id, known, on }): BeforeAfterDeveloper[] => {
    const seen = (days.get(id) ?? []).toSorted();
    const [firstActiveOn, lastActiveOn] = [seen[0], seen.at(-1)];
    if (firstActiveOn === undefined || lastActiveOn === undefined) return [];
    const status = known ? 'known' : 'unknown';
    return [
      { id, firstActiveOn, lastActiveOn, adoptedOn: on, status: on === null ? 'never' : status },
    ];
  });
  return { ...settings, developers, pullRequests, minimumGroup: 5 };
}

/** First authored commit to merge, in seconds; null while it is not merged. */
function cycleTimeOf({ commits, openedAt, steps }: PullRequestStory): number | null {
  const merge = steps.find(({ kind }) => kind === 'merged');
  if (merge === undefined) return null;
  const starts = commits.map(({ authoredAt }) => authoredAt.getTime());
  return (merge.at.getTime() - Math.min(openedAt.getTime(), ...starts)) / 1000;
}

function rowOf(pull: PullRequestStory): [BeforeAfterPullRequest] | [] {
  const [assignee] = pull.assignees;
  const responsible = pull.author.type === 'User' ? pull.author : assignee;
  if (responsible === undefined) return [];
  const merge = pull.steps.find(({ kind }) => kind === 'merged');
  return [
    {
      developerId: responsible.id,
      openedAt: pull.openedAt,
      mergedAt: merge?.at ?? null,
      cycleTimeSeconds: cycleTimeOf(pull),
    },
  ];
}
