import { expect, test } from 'vitest';

import type { Health } from '../api/health.ts';
import { stalenessOf } from './stale.tsx';

const repository: Health['repositories'][number] = {
  repository: 'acme/api',
  pullRequests: 3,
  lastEventAt: '2026-10-26T18:00:00Z',
  removed: false,
  backfill: null,
  completeness: [],
};
const health = { repositories: [repository] };
const now = new Date('2026-11-22T20:00:00Z');

test('figures are stale where the period goes on for a week without any event', () => {
  expect(stalenessOf(health, { to: '2026-11-23' }, now)).toEqual({
    since: new Date('2026-10-26T18:00:00Z'),
    days: 27,
  });
});

test.each([
  ['a period that ends with the events', { to: '2026-11-01' }, now],
  ['a last event of less than a week ago', { to: '2026-11-02' }, new Date('2026-11-01T00:00:00Z')],
])('%s is not stale', (_what, window, today) => {
  expect(stalenessOf(health, window, today)).toBeNull();
});

test('without any event nothing is old', () => {
  const nothing = { repositories: [{ ...repository, lastEventAt: null }] };

  expect(stalenessOf(nothing, { to: '2026-11-23' }, now)).toBeNull();
});
