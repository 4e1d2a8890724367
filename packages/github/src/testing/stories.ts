import type { OrganizationStory, PullRequestStory, StoryStep } from '@uplift/simulated-github';
import * as fc from 'fast-check';

const account = (id: number, login: string) => ({ id, login, type: 'User' as const });
const author = account(1, 'ada');
const people = [author, account(2, 'grace'), account(3, 'joan')];
const hourMs = 3_600_000;

/** When every story begins. */
export const storyStart = new Date('2026-03-02T09:00:00Z');

const turns = fc.record({
  what: fc.constantFrom('draft', 'close', 'merge', 'ask', 'review', 'dismiss', 'talk', 'push'),
  hour: fc.integer({ min: 1, max: 60 }),
  who: fc.constantFrom(...people),
  state: fc.constantFrom('approved' as const, 'changes_requested' as const, 'commented' as const),
  form: fc.constantFrom('review_comment' as const, 'issue_comment' as const),
});

type Turn = typeof turns extends fc.Arbitrary<infer Value> ? Value : never;
type Scene = { draft: boolean; open: boolean; merged: boolean; reviews: number[]; next: number };

/** The step that the turn is at this point of the story; null where it could not happen. */
function stepOf(turn: Turn, scene: Scene, at: Date): StoryStep | null {
  const by = { at, actor: turn.who };
  if (scene.merged) return null;
  switch (turn.what) {
    case 'draft':
      scene.draft = !scene.draft;
      return { ...by, kind: scene.draft ? 'converted_to_draft' : 'ready_for_review' };
    case 'close':
      scene.open = !scene.open;
      return { ...by, kind: scene.open ? 'reopened' : 'closed' };
    case 'merge':
      scene.merged = scene.open && !scene.draft;
      return scene.merged ? { ...by, kind: 'merged' } : null;
    case 'ask':
      return { ...by, kind: 'review_requested', reviewer: people[2] ?? author };
    case 'review':
      scene.reviews.push(scene.next);
      return { ...by, kind: 'review', reviewId: scene.next, state: turn.state, body: '' };
    case 'dismiss': {
      const reviewId = scene.reviews.pop();
      return reviewId === undefined ? null : { ...by, kind: 'review_dismissed', reviewId };
    }
    case 'talk':
      return { ...by, kind: turn.form, commentId: scene.next, body: 'Why?' };
    case 'push':
      return { ...by, kind: 'synchronize', sha: shaOf(scene.next) };
    default:
      return null;
  }
}

const shaOf = (id: number) => String(id).padStart(40, '0');

const commitOf = (sha: string, at: Date) => ({
  sha,
  authoredAt: new Date(at.getTime() - hourMs),
  committedAt: at,
  author,
  message: 'Work\n\nCo-authored-by: Claude <noreply@anthropic.com>',
});

function pullRequestOf(draftAtOpening: boolean, drawn: readonly Turn[]): PullRequestStory {
  const scene: Scene = { draft: draftAtOpening, open: true, merged: false, reviews: [], next: 100 };
  const inOrder = drawn.toSorted((one, other) => one.hour - other.hour);
  const steps = inOrder.flatMap((turn) => {
    scene.next += 1;
    const step = stepOf(turn, scene, new Date(storyStart.getTime() + turn.hour * hourMs));
    return step === null ? [] : [step];
  });
  const pushed = steps.flatMap((step) =>
    step.kind === 'synchronize' ? [commitOf(step.sha, step.at)] : [],
  );
  return {
    repository: { id: 7, fullName: 'acme/api' },
    number: 12,
    id: 900,
    title: 'Pay in instalments',
    body: 'Reverts #7',
    author,
    assignees: [],
    headRef: 'instalments',
    baseRef: 'main',
    additions: 10,
    deletions: 2,
    changedFiles: 3,
    openedAt: storyStart,
    draftAtOpening,
    commits: [commitOf(shaOf(1), storyStart), ...pushed],
    steps,
  };
}

/**
 * The life of one pull request, in an organisation with nothing else. Each step has an hour of its
 * own: of steps in one second a history cannot tell which came first.
 */
export const stories: fc.Arbitrary<OrganizationStory> = fc
  .tuple(fc.boolean(), fc.uniqueArray(turns, { maxLength: 12, selector: ({ hour }) => hour }))
  .map(([draft, drawn]) => ({
    organization: { id: 9, login: 'acme' },
    repositories: [{ id: 7, fullName: 'acme/api' }],
    people: people.map((person) => ({ ...person, from: storyStart, to: null })),
    bots: [],
    teams: [],
    pullRequests: [pullRequestOf(draft, drawn)],
    seats: [],
    usage: [],
  }));
