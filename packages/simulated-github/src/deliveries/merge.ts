/** Something with a place in time, in milliseconds since the epoch. */
export type Timed = { readonly at: number };

/** A stream of items, ascending, none before `startsAt`. */
export type TimedSource<Item extends Timed> = {
  readonly startsAt: number;
  readonly items: Iterator<Item>;
};

type Head<Item extends Timed> = {
  readonly item: Item;
  readonly items: Iterator<Item>;
  /** The place of the source among the sources: decides between items of one instant. */
  readonly order: number;
};

/**
 * Merges ascending streams into one. Only the streams that have begun and not ended are held, one
 * item of each, so memory follows what is open at once and not what happens in all.
 *
 * @param sources - ascending by `startsAt`
 * @throws {RangeError} if the sources are not ascending
 */
export function* mergeAscending<Item extends Timed>(
  sources: Iterable<TimedSource<Item>>,
): Generator<Item> {
  const heads: Head<Item>[] = [];
  let latestStart = -Infinity;
  let order = 0;
  for (const source of sources) {
    if (source.startsAt < latestStart) throw new RangeError('sources are not ascending');
    latestStart = source.startsAt;
    yield* itemsBefore(heads, source.startsAt);
    enter(heads, source.items, order);
    order += 1;
  }
  yield* itemsBefore(heads, Infinity);
}

function* itemsBefore<Item extends Timed>(heads: Head<Item>[], limit: number): Generator<Item> {
  let first = heads[0];
  while (first !== undefined && first.item.at < limit) {
    yield first.item;
    leave(heads);
    enter(heads, first.items, first.order);
    first = heads[0];
  }
}

function enter<Item extends Timed>(
  heads: Head<Item>[],
  items: Iterator<Item>,
  order: number,
): void {
  const next = items.next();
  if (next.done === true) return;
  heads.push({ item: next.value, items, order });
  rise(heads, heads.length - 1);
}

/** Takes the first head out of the heap. */
function leave<Item extends Timed>(heads: Head<Item>[]): void {
  const last = heads.pop();
  if (last === undefined || heads.length === 0) return;
  heads[0] = last;
  sink(heads, 0);
}

function rise<Item extends Timed>(heads: Head<Item>[], from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!swapIfEarlier(heads, at, parent)) return;
    at = parent;
  }
}

function sink<Item extends Timed>(heads: Head<Item>[], from: number): void {
  let at = from;
  for (;;) {
    const left = 2 * at + 1;
    const child = isEarlier(heads[left + 1], heads[left]) ? left + 1 : left;
    if (!swapIfEarlier(heads, child, at)) return;
    at = child;
  }
}

function swapIfEarlier<Item extends Timed>(heads: Head<Item>[], low: number, high: number) {
  const [lower, upper] = [heads[low], heads[high]];
  if (lower === undefined || upper === undefined || !isEarlier(lower, upper)) return false;
  heads[low] = upper;
  heads[high] = lower;
  return true;
}

function isEarlier<Item extends Timed>(a: Head<Item> | undefined, b: Head<Item> | undefined) {
  if (a === undefined || b === undefined) return false;
  return a.item.at < b.item.at || (a.item.at === b.item.at && a.order < b.order);
}
