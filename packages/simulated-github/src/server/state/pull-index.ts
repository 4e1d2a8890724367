import { secondOf } from '../../rest/instants.ts';
import type { PullRequestStory } from '../../story.ts';

/** Which pull requests, in which order. */
export type PullOrder = {
  readonly state: 'open' | 'closed' | 'all';
  readonly sort: 'created' | 'updated';
  readonly direction: 'asc' | 'desc';
};

/** The pull requests of one repository, found without looking at all of them. */
export type PullIndex = {
  /** A pull request that is opened by then. */
  readonly get: (number: number, at: Date) => PullRequestStory | null;
  /** The same by its id. */
  readonly byId: (id: number, at: Date) => PullRequestStory | null;
  /** Those opened by an instant, in an order; the same array until one of them moves. */
  readonly list: (order: PullOrder, at: Date) => readonly PullRequestStory[];
  /** Adds a pull request, or tells of more of its life. */
  readonly put: (story: PullRequestStory) => void;
};

type Change = { readonly second: number; readonly number: number; readonly closes: boolean | null };

/** What is so at the present instant of the index. */
type Present = {
  /** How many of the changes are past. */
  passed: number;
  /** By number, in the order of their last change; true if closed. */
  readonly moved: Map<number, boolean>;
  readonly lists: Map<string, readonly PullRequestStory[]>;
};

/**
 * An index whose instant moves with the questions: each change is applied once as time passes it,
 * so an answer costs the same whether the repository has ten pull requests or ten thousand. Going
 * back in time starts over.
 */
export function createPullIndex(stories: Iterable<PullRequestStory>): PullIndex {
  const byNumber = new Map<number, PullRequestStory>();
  const numbers = new Map<number, number>();
  const keep = (story: PullRequestStory): void => {
    byNumber.set(story.number, story);
    numbers.set(story.id, story.number);
  };
  for (const story of stories) keep(story);
  let changes: readonly Change[] | null = null;
  let present = beginning();

  const advance = (at: Date): Present => {
    changes ??= changesOf(byNumber.values());
    const second = secondOf(at);
    const last = changes[present.passed - 1];
    if (last !== undefined && last.second > second) present = beginning();
    applyUntil(second, changes, present);
    return present;
  };

  const get = (number: number, at: Date): PullRequestStory | null => {
    const story = byNumber.get(number);
    return story !== undefined && secondOf(story.openedAt) <= secondOf(at) ? story : null;
  };

  return {
    get,
    byId: (id, at) => get(numbers.get(id) ?? Number.NaN, at),
    list: (order, at) => {
      const { lists, moved } = advance(at);
      const key = `${order.state} ${order.sort} ${order.direction}`;
      const kept = lists.get(key) ?? ordered(moved, order, byNumber);
      lists.set(key, kept);
      return kept;
    },
    put: (story) => {
      keep(story);
      changes = null;
      present = beginning();
    },
  };
}

function beginning(): Present {
  return { passed: 0, moved: new Map(), lists: new Map() };
}

function applyUntil(second: number, changes: readonly Change[], present: Present): void {
  const { moved, lists } = present;
  for (let next = changes[present.passed]; next !== undefined; next = changes[present.passed]) {
    if (next.second > second) return;
    const closed = next.closes ?? moved.get(next.number) ?? false;
    moved.delete(next.number);
    moved.set(next.number, closed);
    lists.clear();
    present.passed += 1;
  }
}

function changesOf(stories: Iterable<PullRequestStory>): readonly Change[] {
  const changes: Change[] = [];
  for (const { number, openedAt, steps } of stories) {
    changes.push({ second: secondOf(openedAt), number, closes: false });
    for (const { at, kind } of steps) {
      changes.push({ second: secondOf(at), number, closes: closing(kind) });
    }
  }
  return changes.toSorted((a, b) => a.second - b.second);
}

function closing(kind: string): boolean | null {
  if (kind === 'closed' || kind === 'merged') return true;
  return kind === 'reopened' ? false : null;
}

function ordered(
  moved: ReadonlyMap<number, boolean>,
  { state, sort, direction }: PullOrder,
  byNumber: ReadonlyMap<number, PullRequestStory>,
): readonly PullRequestStory[] {
  const stories: PullRequestStory[] = [];
  for (const [number, closed] of moved) {
    const story = byNumber.get(number);
    const wanted = state === 'all' || (state === 'closed') === closed;
    if (story !== undefined && wanted) stories.push(story);
  }
  if (sort === 'created') stories.sort((a, b) => a.number - b.number);
  return direction === 'asc' ? stories : stories.toReversed();
}
