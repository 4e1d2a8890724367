import { describe, expect, it } from 'vitest';

import { createIdSet } from './id-set.ts';

describe('a set of ids', () => {
  it('holds nothing at first', () => {
    expect(createIdSet().has(0)).toBe(false);
  });

  it('has what was noted, in any order and however often, and nothing else', () => {
    const ids = createIdSet();
    ids.add([7, 3]);
    ids.add([9, 7]);

    expect([2, 3, 4, 7, 8, 9, 10].filter(ids.has)).toEqual([3, 7, 9]);
  });

  it('takes more after it was asked', () => {
    const ids = createIdSet();
    ids.add([5]);
    expect(ids.has(1)).toBe(false);

    ids.add([1]);

    expect([1, 5].every(ids.has)).toBe(true);
  });

  it('holds more than it had room for at first, and numbers as large as GitHub has', () => {
    const ids = createIdSet();
    const even = Array.from({ length: 5000 }, (_, index) => 2 * (5000 - index));
    ids.add(even);
    ids.add([Number.MAX_SAFE_INTEGER]);

    expect(even.every(ids.has)).toBe(true);
    expect(even.some((id) => ids.has(id + 1))).toBe(false);
    expect(ids.has(Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(ids.has(Number.MAX_SAFE_INTEGER - 1)).toBe(false);
  });
});
