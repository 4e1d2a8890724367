import { expect, test } from 'vitest';

import { find, type Target } from './find.ts';

const named = (name: string, kind: Target['kind'] = 'repository'): Target => ({
  kind,
  name,
  key: name,
});

test('each word has to be somewhere in the name, and what begins so comes first', () => {
  const targets = ['web-payments', 'payments-api', 'Payments', 'mobile'].map((name) => named(name));

  expect(find(targets, 'PAY ').map(({ name }) => name)).toEqual([
    'payments-api',
    'Payments',
    'web-payments',
  ]);
  expect(find(targets, 'pay web').map(({ name }) => name)).toEqual(['web-payments']);
  expect(find(targets, 'people')).toEqual([]);
});

test('of very many the first are shown', () => {
  const targets = Array.from({ length: 500 }, (_, index) => named(`repository-${index}`));

  expect(find(targets, 'repository')).toHaveLength(24);
  expect(find(targets, 'repository-499').map(({ name }) => name)).toEqual(['repository-499']);
});
