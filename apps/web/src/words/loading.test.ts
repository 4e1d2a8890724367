import { expect, test } from 'vitest';

import { loadingOf, type Health } from '../api/health.ts';
import { loadingWords } from './loading.ts';
import { truthWords } from './simulation.ts';

type Repository = Health['repositories'][number];
const repository = (backfill: Repository['backfill']): Repository => ({
  repository: 'acme/api',
  pullRequests: 0,
  lastEventAt: null,
  removed: false,
  backfill,
  completeness: [],
});
const done = { state: 'done', done: 10, total: 10, eta: null } as const;
const running = { state: 'running', done: 5, total: 20, eta: '2026-11-02T10:00:00Z' } as const;

test('history that is on its way is counted over all repositories', () => {
  const loading = loadingOf({ repositories: [repository(done), repository(running)] });

  expect(loading).toMatchObject({ done: 15, total: 30, repositories: 1 });
  expect(loading === null ? '' : loadingWords(loading)).toMatch(
    /^15 of 30 pull requests · 1 repository to go · done by about 2 Nov/,
  );
});

test('what GitHub has not counted yet has no total and no time', () => {
  const waiting = { state: 'waiting', done: 0, total: null, eta: null } as const;
  const loading = loadingOf({ repositories: [repository(running), repository(waiting)] });

  expect(loading).toMatchObject({ total: null, eta: null });
  expect(loading === null ? '' : loadingWords(loading)).toBe(
    '5 pull requests so far · 2 repositories to go',
  );
});

test('nothing is on its way where all is here, or only files were imported', () => {
  expect(loadingOf({ repositories: [repository(done), repository(null)] })).toBeNull();
});

test('the truth of a simulation is told with its sign', () => {
  const effects = [
    { measure: 'cycle_time', percent: -12 },
    { measure: 'throughput', percent: 0 },
  ];

  expect(truthWords({ effects })).toBe('cycle time −12%, throughput 0%');
});
