import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** How far a stream may be put out of order. */
export type Disturbance = {
  /** The share of items, in `[0, 1]`, that come twice, the second time in the same block. */
  readonly repeatShare: number;
  /** The length of the blocks that are shuffled, in items; 1 keeps the order. */
  readonly shuffleWindow: number;
  /** Altered by the drawing. */
  readonly rng: RandomGenerator;
};

/**
 * A stream with repetitions and out of order, as an unreliable sender would have it: every item
 * comes at least once, none leaves its block, and a block is held in memory at a time.
 *
 * @throws {RangeError} if the window is no positive integer or the share lies outside `[0, 1]`
 */
export function disturbed<Item>(items: Iterable<Item>, disturbance: Disturbance): Generator<Item> {
  const { repeatShare, shuffleWindow } = disturbance;
  if (!(Number.isInteger(shuffleWindow) && shuffleWindow >= 1)) {
    throw new RangeError(`shuffle window must be a positive integer, got ${shuffleWindow}`);
  }
  if (!(repeatShare >= 0 && repeatShare <= 1)) {
    throw new RangeError(`repeat share must lie in [0, 1], got ${repeatShare}`);
  }
  return blocks(items, disturbance);
}

function* blocks<Item>(items: Iterable<Item>, disturbance: Disturbance): Generator<Item> {
  const { repeatShare, shuffleWindow, rng } = disturbance;
  let block: Item[] = [];
  let distinct = 0;
  for (const item of items) {
    const comesTwice = repeatShare > 0 && uniformFloat64(rng) < repeatShare;
    block.push(item, ...(comesTwice ? [item] : []));
    distinct += 1;
    if (distinct === shuffleWindow) {
      yield* shuffled(block, disturbance);
      block = [];
      distinct = 0;
    }
  }
  yield* shuffled(block, disturbance);
}

/** Fisher and Yates's shuffle, in place. */
function shuffled<Item>(block: Item[], { rng, shuffleWindow }: Disturbance): readonly Item[] {
  if (shuffleWindow === 1) return block;
  for (let last = block.length - 1; last > 0; last -= 1) {
    const other = uniformInt(rng, 0, last);
    const [a, b] = [block[last], block[other]];
    if (a === undefined || b === undefined) continue;
    block[last] = b;
    block[other] = a;
  }
  return block;
}
