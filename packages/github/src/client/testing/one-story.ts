import type {
  OrganizationStory,
  PullRequestStory,
  StoryAccount,
  StoryStep,
} from '@uplift/simulated-github';

export const ada: StoryAccount = { id: 1, login: 'ada', type: 'User' };
export const grace: StoryAccount = { id: 2, login: 'grace', type: 'User' };
export const copilot: StoryAccount = { id: 198_982_749, login: 'Copilot', type: 'Bot' };

const hourMs = 3_600_000;
const start = new Date('2026-03-02T09:00:00Z');

/** Hours after the beginning of the story. */
export const hour = (count: number): Date => new Date(start.getTime() + count * hourMs);

/** A pull request that is opened in the hour of its number, unless changed. */
export function pullRequest(
  number: number,
  changes: Partial<PullRequestStory> = {},
): PullRequestStory {
  return {
    repository: { id: 7, fullName: 'acme/api' },
    number,
    id: 900 + number,
    title: `Change ${number}`,
    body: '',
    author: ada,
    assignees: [],
    headRef: `change-${number}`,
    baseRef: 'main',
    additions: 10,
    deletions: 2,
    changedFiles: 3,
    openedAt: hour(number),
    draftAtOpening: false,
    commits: [commit(number)],
    steps: [],
    ...changes,
  };
}

/** A commit by ada an hour before the hour of its number. */
export function commit(number: number, author: StoryAccount = ada) {
  const at = hour(number - 1);
  const sha = number.toString(16).padStart(40, '0');
  return { sha, authoredAt: at, committedAt: at, author, message: `Change ${number}` };
}

/** Reviews of grace, a minute apart. */
export const reviews = (count: number, from: Date): readonly StoryStep[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'review',
    at: new Date(from.getTime() + (index + 1) * 60_000),
    actor: grace,
    reviewId: 10_000 + index,
    state: 'commented',
    body: '',
  }));

/** An organisation of two people and one repository, with the pull requests. */
export const storyOf = (pullRequests: readonly PullRequestStory[]): OrganizationStory => ({
  organization: { id: 9, login: 'acme' },
  repositories: [{ id: 7, fullName: 'acme/api' }],
  people: [ada, grace].map((person) => ({ ...person, from: start, to: null })),
  bots: [copilot],
  teams: [],
  pullRequests,
  seats: [],
  usage: [],
});

/** An organisation with one pull request. */
export const oneStory = storyOf([pullRequest(1)]);
