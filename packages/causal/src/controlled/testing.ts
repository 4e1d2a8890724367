import type { BeforeAfterInput } from '../estimators/before-after-input.ts';
import type { SimulatedOrganization } from '../worlds/simulate-organization.ts';
import type { PullRequestStory } from '../worlds/story.ts';
import type {
  ControlledDeveloper,
  ControlledInput,
  ControlledPullRequest,
} from './controlled-input.ts';

/**
 * What the controlled comparison would be given of a simulated organisation, read off the story as a
 * timeline fold would; dependency updates by bots stay out.
 */
export function controlledInputOf(
  world: SimulatedOrganization,
  settings: Pick<BeforeAfterInput, 'asOf' | 'measure' | 'seed' | 'draws'>,
): ControlledInput {
  const reverts = revertedIn(world.story.pullRequests);
  const pullRequests = world.story.pullRequests.flatMap((pull) => rowOf(pull, reverts));
  const days = new Map<number, string[]>();
  for (const { developerId, mergedAt, openedAt } of pullRequests) {
    const seen = days.get(developerId) ?? [];
    seen.push(openedAt.toISOString().slice(0, 10));
    if (mergedAt !== null) seen.push(mergedAt.toISOString().slice(0, 10));
    days.set(developerId, seen);
  }
  const developers = world.adoptions.flatMap(({ id, known, on }): ControlledDeveloper[] => {
    const seen = (days.get(id) ?? []).toSorted();
    const [firstActiveOn, lastActiveOn] = [seen[0], seen.at(-1)];
    if (firstActiveOn === undefined || lastActiveOn === undefined) return [];
    const dated = known ? 'known' : 'unknown';
    const status = on === null ? 'never' : dated;
    const teamId = teamOf(world, id, on ?? lastActiveOn);
    return [{ id, firstActiveOn, lastActiveOn, adoptedOn: on, status, teamId }];
  });
  return { ...settings, developers, pullRequests, minimumGroup: 5 };
}

function teamOf({ story }: SimulatedOrganization, id: number, day: string): number | null {
  const team = story.teams.find(({ members }) =>
    members.some((own) => own.id === id && own.from <= day && (own.to === null || day < own.to)),
  );
  return team?.id ?? null;
}

/** What was taken back, by `repository number`. */
function revertedIn(pulls: readonly PullRequestStory[]): ReadonlySet<string> {
  return new Set(
    pulls.flatMap(({ headRef, repository }) => {
      const number = /^revert-(\d+)-/.exec(headRef)?.[1];
      return number === undefined ? [] : [`${repository.id} ${number}`];
    }),
  );
}

function rowOf(pull: PullRequestStory, reverts: ReadonlySet<string>): [ControlledPullRequest] | [] {
  const [assignee] = pull.assignees;
  const responsible = pull.author.type === 'User' ? pull.author : assignee;
  if (responsible === undefined) return [];
  const merge = pull.steps.find(({ kind }) => kind === 'merged');
  const isClosed = pull.steps.some(({ kind }) => kind === 'closed');
  const starts = pull.commits.map(({ authoredAt }) => authoredAt.getTime());
  const start = Math.min(pull.openedAt.getTime(), ...starts);
  const unmerged = isClosed ? 'closed' : 'open';
  return [
    {
      developerId: responsible.id,
      openedAt: pull.openedAt,
      mergedAt: merge?.at ?? null,
      cycleTimeSeconds: merge === undefined ? null : (merge.at.getTime() - start) / 1000,
      additions: pull.additions,
      deletions: pull.deletions,
      reviewCycles: pull.steps.filter(
        (step) => step.kind === 'review' && step.state === 'changes_requested',
      ).length,
      state: merge === undefined ? unmerged : 'merged',
      reverted: reverts.has(`${pull.repository.id} ${pull.number}`),
      authorship: pull.author.type === 'User' ? 'unmarked' : 'agent',
      repositoryId: pull.repository.id,
    },
  ];
}
