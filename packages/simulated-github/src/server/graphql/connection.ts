import type { GraphQLError } from 'graphql';

import { cursorOf, readCursor } from './cursor.ts';
import type { Scene } from './scene.ts';
import type { Sequence } from './sequence.ts';

/** Which page of a connection; without `first` and `last` its items may only be counted. */
export type PageArguments = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
};

/** How the items of a connection become nodes. */
export type Rendering<Item> = {
  readonly scene: Scene;
  readonly kind?: 'pull request';
  readonly node: (item: Item) => object | GraphQLError;
  /** More keys of each edge. */
  readonly edge?: (item: Item) => object;
};

/**
 * One page of a sequence with all that a connection can be asked for; nodes are made only if they
 * are asked for.
 */
export function connectionOf<Item>(
  sequence: Sequence<Item>,
  page: PageArguments,
  { scene, node, kind, edge }: Rendering<Item>,
) {
  const { from, to } = rangeOf(sequence, page);
  const items = sequence.items.slice(from, to);
  const cursor = (item: Item | undefined, index: number): string | null =>
    item === undefined ? null : cursorOf(sequence.keyOf(item, index));
  const taken = (): readonly Item[] => {
    scene.effort.take(kind ?? 'other', items.length);
    return scene.effort.isOver() ? [] : items;
  };
  return {
    totalCount: sequence.items.length,
    pageInfo: {
      startCursor: cursor(items[0], from),
      endCursor: cursor(items.at(-1), to - 1),
      hasNextPage: to < sequence.items.length,
      hasPreviousPage: from > 0,
    },
    nodes: () => taken().map(node),
    edges: () =>
      taken().map((item, index) => ({
        cursor: cursor(item, from + index),
        node: node(item),
        ...edge?.(item),
      })),
  };
}

/** As GitHub reads it: the cursors cut the sequence, `first` and `last` cut what is left. */
function rangeOf<Item>(
  sequence: Sequence<Item>,
  { first = null, last = null, after = null, before = null }: PageArguments,
): { readonly from: number; readonly to: number } {
  const start = after === null ? 0 : sequence.until(readCursor(after));
  const all = sequence.items.length;
  const end = Math.max(start, before === null ? all : sequence.before(readCursor(before)));
  const to = first === null ? end : Math.min(end, start + first);
  return { from: last === null ? start : Math.max(start, to - last), to };
}
