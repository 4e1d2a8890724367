import { describe, expect, it } from 'vitest';

import { wordsOfFetched } from './fetched-words.ts';

const first = {
  repository: 'acme/api',
  state: 'done',
  pullRequests: 1200,
  fetched: 1200,
  updated: null,
  points: 48,
  reached: '2024-03-01T10:00:00.000Z',
  failure: null,
} as const;
const again = { since: '2026-03-02T20:00:00.000Z', checked: 12, changed: 3 };

describe('what a backfill says of a repository', () => {
  it('tells how far back it was read, the first time', () => {
    expect(wordsOfFetched(first)).toBe('1,200 pull requests back to 2024-03-01');
  });

  it('tells what is new, when it was read before', () => {
    expect(wordsOfFetched({ ...first, fetched: 0, updated: again })).toBe(
      '12 pull requests (3 changed) updated since 2026-03-02 20:00 UTC',
    );
  });

  it('tells that nothing is', () => {
    const updated = { ...again, checked: 0, changed: 0 };

    expect(wordsOfFetched({ ...first, fetched: 0, updated })).toBe(
      'nothing updated since 2026-03-02 20:00 UTC',
    );
  });

  it('tells how much further back it went', () => {
    const updated = { ...again, checked: 1, changed: 1 };

    expect(wordsOfFetched({ ...first, fetched: 40, updated })).toBe(
      '1 pull request (1 changed) updated since 2026-03-02 20:00 UTC, and 40 pull requests further back to 2024-03-01',
    );
  });
});
