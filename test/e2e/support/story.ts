import type {
  OrganizationStory,
  PullRequestStory,
  StoryAccount,
  StoryCommit,
  StoryRepository,
  StoryReviewState,
  StoryStep,
} from '@uplift/simulated-github';

/** What a drawn story is about. */
export type StoryRequest = {
  /** The same seed gives the same story. */
  readonly seed: number;
  readonly login?: string;
  /** Tells the ids of one organisation's repositories and pull requests from another's. */
  readonly organizationId?: number;
  readonly pullRequests?: number;
};

/** No story begins before. */
export const STORY_FROM = new Date('2026-01-01T00:00:00Z');
/** No story of a hundred pull requests goes on until here. */
export const STORY_TO = new Date('2026-06-01T00:00:00Z');

const MINUTE_MS = 60_000;
const FIRST_MS = Date.UTC(2026, 0, 26, 8);
const MOST_MINUTES_BETWEEN = 1200;

const names = ['ada', 'bob', 'cleo', 'dan', 'eve', 'finn'];
const people: readonly StoryAccount[] = names.map((login, index) => ({
  id: 1001 + index,
  login,
  type: 'User',
}));
const dependabot: StoryAccount = { id: 49_699_333, login: 'dependabot[bot]', type: 'Bot' };
const aiReviewer: StoryAccount = {
  id: 175_728_472,
  login: 'copilot-pull-request-reviewer[bot]',
  type: 'Bot',
};

/**
 * Six people and two bots at work in two repositories, with drafts, reviews that approve, ask for
 * changes and are dismissed, pushes, reopenings, merges in the second of their approval, and some
 * pull requests that are still open.
 */
export function organizationStory(request: StoryRequest): OrganizationStory {
  const { seed, login = 'acme', organizationId = 9, pullRequests = 30 } = request;
  const dice = createDice(seed);
  const repositories = ['api', 'web'].map((name, index) => ({
    id: organizationId * 100 + index,
    fullName: `${login}/${name}`,
  }));
  let openedMs = FIRST_MS;
  const drawn = Array.from({ length: pullRequests }, (_, index) => {
    openedMs += dice.upTo(MOST_MINUTES_BETWEEN) * MINUTE_MS;
    const repository = dice.oneOf(repositories);
    const id = organizationId * 1_000_000 + index + 1;
    return drawnPullRequest({ dice, repository, number: index + 1, id, openedMs });
  });
  return {
    organization: { id: organizationId, login },
    repositories,
    people: people.map((person) => ({ ...person, from: STORY_FROM, to: null })),
    bots: [dependabot, aiReviewer],
    teams: [],
    pullRequests: drawn,
    seats: [],
    usage: [],
  };
}

type Draft = {
  readonly dice: Dice;
  readonly repository: StoryRepository;
  readonly number: number;
  readonly id: number;
  readonly openedMs: number;
};

function drawnPullRequest({ dice, repository, number, id, openedMs }: Draft): PullRequestStory {
  const author = dice.happens(0.1) ? dependabot : dice.oneOf(people);
  const draftAtOpening = dice.happens(0.3);
  const commits = Array.from({ length: 1 + dice.upTo(2) }, (_, index) =>
    commitOf({ id, index, author, at: new Date(openedMs - dice.upTo(3000) * MINUTE_MS) }),
  );
  const life = drawnLife({ dice, id, author, draftAtOpening, openedMs, commits });
  return {
    repository,
    number,
    id,
    title: `Change ${number}`,
    body: dice.happens(0.2) ? 'Assisted by a tool.' : '',
    author,
    assignees: [],
    headRef: `change-${number}`,
    baseRef: 'main',
    additions: dice.upTo(400),
    deletions: dice.upTo(100),
    changedFiles: 1 + dice.upTo(9),
    openedAt: new Date(openedMs),
    draftAtOpening,
    ...life,
  };
}

function commitOf(made: {
  readonly id: number;
  readonly index: number;
  readonly author: StoryAccount;
  readonly at: Date;
}): StoryCommit {
  const { id, index, author, at } = made;
  const sha = (id * 100 + index).toString(16).padStart(40, '0');
  const trailer = id % 5 === 0 ? '\n\nCo-authored-by: Claude <noreply@anthropic.com>' : '';
  return { sha, authoredAt: at, committedAt: at, author, message: `Step ${index}${trailer}` };
}

type Beginning = {
  readonly dice: Dice;
  readonly id: number;
  readonly author: StoryAccount;
  readonly draftAtOpening: boolean;
  readonly openedMs: number;
  readonly commits: readonly StoryCommit[];
};

type Life = { readonly steps: readonly StoryStep[]; readonly commits: readonly StoryCommit[] };

/** Writes a life down, each thing one to several hundred minutes after the one before. */
type Pen = Life & {
  readonly reviewer: StoryAccount;
  /** The instant of the next thing. */
  readonly later: () => Date;
  readonly last: () => Date;
  readonly add: (step: StoryStep) => void;
  /** @returns the id of the review */
  readonly addReview: (state: StoryReviewState, actor?: StoryAccount) => number;
  readonly addPush: () => void;
};

function penFor({ dice, id, author, openedMs, commits: first }: Beginning): Pen {
  const steps: StoryStep[] = [];
  const commits = [...first];
  const reviewer = dice.oneOf(people.filter((person) => person !== author));
  let atMs = openedMs;
  const later = (): Date => {
    atMs += (1 + dice.upTo(600)) * MINUTE_MS;
    return new Date(atMs);
  };
  const add = (step: StoryStep): void => void steps.push(step);
  return {
    steps,
    commits,
    reviewer,
    later,
    last: () => new Date(atMs),
    add,
    addReview(state, actor = reviewer) {
      const reviewId = id * 100 + steps.length;
      add({ kind: 'review', at: later(), actor, reviewId, state, body: '' });
      return reviewId;
    },
    addPush() {
      const at = later();
      const commit = commitOf({ id, index: commits.length, author, at });
      commits.push(commit);
      add({ kind: 'synchronize', at, actor: author, sha: commit.sha });
    },
  };
}

function drawnLife(beginning: Beginning): Life {
  const pen = penFor(beginning);
  prepare(pen, beginning);
  discuss(pen, beginning);
  finish(pen, beginning);
  return { steps: pen.steps, commits: pen.commits };
}

function prepare(pen: Pen, { dice, author, draftAtOpening }: Beginning): void {
  const { add, later, reviewer } = pen;
  const by = () => ({ at: later(), actor: author });
  if (draftAtOpening && dice.happens(0.9)) add({ kind: 'ready_for_review', ...by() });
  if (dice.happens(0.7)) add({ kind: 'review_requested', ...by(), reviewer });
  if (dice.happens(0.3)) pen.addReview('commented', aiReviewer);
  if (!dice.happens(0.2)) return;
  add({ kind: 'converted_to_draft', ...by() });
  add({ kind: 'ready_for_review', ...by() });
}

function discuss(pen: Pen, { dice, id, author }: Beginning): void {
  const { add, later, reviewer } = pen;
  if (dice.happens(0.3)) {
    const commentId = id * 100 + 90;
    add({ kind: 'issue_comment', at: later(), actor: reviewer, commentId, body: 'Why?' });
  }
  if (dice.happens(0.4)) {
    pen.addReview(dice.oneOf(['changes_requested', 'commented']));
    pen.addPush();
  }
  if (dice.happens(0.2)) {
    add({ kind: 'closed', at: later(), actor: author });
    add({ kind: 'reopened', at: later(), actor: author });
  }
}

function finish(pen: Pen, { dice, author }: Beginning): void {
  const { add, later, last, reviewer } = pen;
  if (dice.happens(0.15)) {
    const reviewId = pen.addReview('approved');
    pen.addPush();
    add({ kind: 'review_dismissed', at: later(), actor: author, reviewId });
  }
  if (dice.happens(0.8)) pen.addReview('approved');
  const fate = dice.oneOf(['merged', 'merged', 'merged', 'at once', 'closed', 'open'] as const);
  if (fate === 'merged' || fate === 'closed') add({ kind: fate, at: later(), actor: reviewer });
  if (fate === 'at once') add({ kind: 'merged', at: last(), actor: reviewer });
}

/** Draws of one seed. */
type Dice = {
  /** A whole number from 0 to `most`. */
  readonly upTo: (most: number) => number;
  readonly happens: (share: number) => boolean;
  readonly oneOf: <Item>(items: readonly Item[]) => Item;
};

/** A multiplicative congruential generator modulo the prime 2^31 - 1 (Lewis, Goodman, Miller). */
function createDice(seed: number): Dice {
  const modulus = 2_147_483_647;
  let state = (seed % (modulus - 1)) + 1;
  const draw = (): number => {
    state = (state * 16_807) % modulus;
    return (state - 1) / (modulus - 1);
  };
  const upTo = (most: number): number => Math.floor(draw() * (most + 1));
  return {
    upTo,
    happens: (share) => draw() < share,
    oneOf(items) {
      const item = items[upTo(items.length - 1)];
      if (item === undefined) throw new RangeError('nothing to choose from');
      return item;
    },
  };
}
