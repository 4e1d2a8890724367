import { expect, test } from 'vitest';

import { wishOf } from './keys.ts';

const press = (key: string, at = 0) => ({ key, at });

test('a question mark opens help and a slash the search', () => {
  expect(wishOf(press('?'), null)).toEqual({ kind: 'help' });
  expect(wishOf(press('/'), press('g'))).toEqual({ kind: 'search' });
});

test('g and a letter lead to a page, if the letter follows soon', () => {
  expect(wishOf(press('x', 1500), press('g', 0))).toEqual({
    kind: 'go',
    to: '/o/$org/comparisons',
  });
  expect(wishOf(press('x', 1501), press('g', 0))).toBeNull();
  expect(wishOf(press('x'), press('o'))).toBeNull();
  expect(wishOf(press('toString'), press('g'))).toBeNull();
});
