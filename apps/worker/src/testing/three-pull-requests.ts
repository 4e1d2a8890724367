import type { OrganizationStory, PullRequestStory, StoryAccount } from '@uplift/simulated-github';

const ann: StoryAccount = { id: 1001, login: 'ann', type: 'User' };
const ben: StoryAccount = { id: 1002, login: 'ben', type: 'User' };
const repository = { id: 7, fullName: 'acme/api' };

const march = (day: number, hour: number) => new Date(Date.UTC(2026, 2, day, hour));

/** Opened at ten of a day of March 2026, and reviewed at noon. */
const opened = (number: number, day: number): PullRequestStory => ({
  repository,
  number,
  id: 900 + number,
  title: `Change ${number}`,
  body: '',
  author: ann,
  assignees: [],
  headRef: `change-${number}`,
  baseRef: 'main',
  additions: 10,
  deletions: 2,
  changedFiles: 3,
  openedAt: march(day, 10),
  draftAtOpening: false,
  commits: [
    {
      sha: String(number).padStart(40, 'a'),
      authoredAt: march(day, 9),
      committedAt: march(day, 9),
      author: ann,
      message: 'A change',
    },
  ],
  steps: [
    {
      kind: 'review',
      at: march(day, 12),
      actor: ben,
      reviewId: 10 * number,
      state: 'approved',
      body: '',
    },
  ],
});

const merged = (pull: PullRequestStory, at: Date): PullRequestStory => ({
  ...pull,
  steps: [...pull.steps, { kind: 'merged', at, actor: ben }],
});

/**
 * Two people and one repository: #1 is opened on the first of March 2026, before anybody listens, and
 * merged on the third; #2 and #3 are opened on the second and third and stay open.
 */
export const story: OrganizationStory = {
  organization: { id: 9, login: 'acme' },
  repositories: [repository],
  people: [ann, ben].map((person) => ({ ...person, from: march(1, 0), to: null })),
  bots: [],
  teams: [],
  pullRequests: [merged(opened(1, 1), march(3, 15)), opened(2, 2), opened(3, 3)],
  seats: [],
  usage: [],
};
