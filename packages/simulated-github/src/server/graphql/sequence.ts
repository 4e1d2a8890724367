import { secondOf } from '../../rest/instants.ts';
import type { PullRequestStory } from '../../story.ts';
import type { CursorKey } from './cursor.ts';

/** Items in an order, of which a cursor marks places that stay when other items come. */
export type Sequence<Item> = {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item, index: number) => CursorKey;
  /** How many items stand before the place of a cursor. */
  readonly before: (key: CursorKey) => number;
  /** How many items stand before that place or at it. */
  readonly until: (key: CursorKey) => number;
};

/** A short list whose items have names; a cursor of an item that is gone counts from the start. */
export function namedSequence<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string | number,
): Sequence<Item> {
  const find = ([name, index]: CursorKey): { index: number; found: boolean } => {
    const at = items.findIndex((item) => nameOf(item) === name);
    return at >= 0 ? { index: at, found: true } : { index: Number(index), found: false };
  };
  return {
    items,
    keyOf: (item, index) => [nameOf(item), index],
    before: (key) => find(key).index,
    until: (key) => {
      const { index, found } = find(key);
      return found ? index + 1 : index;
    },
  };
}

/** The order of pull requests. */
export type PullDirection = {
  readonly sort: 'created' | 'updated';
  readonly direction: 'asc' | 'desc';
};

/**
 * Pull requests in the order of their number, or of their last change and then their number. A
 * cursor is that pair, searched by halving: a page far down costs what the first one costs.
 */
export function pullSequence(
  items: readonly PullRequestStory[],
  { sort, direction }: PullDirection,
  at: Date,
): Sequence<PullRequestStory> {
  const keyOf = (story: PullRequestStory): readonly [number, number] =>
    sort === 'created' ? [0, story.number] : [updatedSecond(story, at), story.number];
  const sign = direction === 'asc' ? 1 : -1;
  const isBefore = (story: PullRequestStory, [second, number]: CursorKey): boolean => {
    const key = keyOf(story);
    return sign * (key[0] - Number(second) || key[1] - Number(number)) < 0;
  };
  const isUntil = (story: PullRequestStory, key: CursorKey): boolean =>
    isBefore(story, key) || keyOf(story).every((part, index) => part === Number(key[index]));
  return {
    items,
    keyOf,
    before: (key) => countWhile(items, (story) => isBefore(story, key)),
    until: (key) => countWhile(items, (story) => isUntil(story, key)),
  };
}

/** The second of the last thing that happened to a pull request by then. */
function updatedSecond({ openedAt, steps }: PullRequestStory, at: Date): number {
  const now = secondOf(at);
  const last = steps.findLast((step) => secondOf(step.at) <= now);
  return secondOf(last?.at ?? openedAt);
}

/** How many items at the start fulfil what only items at the start fulfil. */
function countWhile<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
