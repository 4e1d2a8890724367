import { GitHubError, type GitHubFailure } from '@uplift/github/client';
import { describe, expect, it } from 'vitest';

import { consequenceOf, smaller } from './setback.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5) + seconds * 1000);
const lease = {
  repositoryId: 1,
  githubId: 7,
  fullName: 'acme/api',
  horizon: at(-1000),
  storedDownTo: null,
  cursor: 'c1',
  pageSize: 25,
  attempts: 0,
  leasedUntil: at(90),
};
const after = (failure: GitHubFailure, changes: Partial<typeof lease> = {}) =>
  consequenceOf(
    new GitHubError(failure, { operation: 'a page', status: null }),
    { ...lease, ...changes },
    at(0),
  );

describe('a page that failed', () => {
  it('is halved where it was too much at once, and put off where it cannot be', () => {
    expect(after({ kind: 'too_heavy' }).setback).toMatchObject({ pageSize: 12, notBefore: null });
    expect(after({ kind: 'too_heavy' }, { pageSize: 1 }).setback).toMatchObject({
      pageSize: 1,
      notBefore: at(2),
      attempts: 1,
    });
    expect(smaller({ ...lease, pageSize: 1 }).pageSize).toBe(1);
  });

  it('is put off for 2, 4, 8, … seconds, a quarter of an hour at most', () => {
    const waits = [0, 1, 2, 9, 30].map(
      (attempts) => after({ kind: 'unavailable' }, { attempts }).setback.notBefore,
    );

    expect(waits).toEqual([at(2), at(4), at(8), at(900), at(900)]);
  });

  it('stops everybody where the limit is reached, and counts for no failure', () => {
    const until = at(600);
    const { setback, pauseUntil } = after({
      kind: 'rate_limited',
      until,
      limit: 'primary',
      resource: 'graphql',
    });

    expect(pauseUntil).toEqual(until);
    expect(setback).toMatchObject({ state: 'running', failure: null, attempts: 0 });
  });

  it('is out of reach where it is not to be had, and only that repository', () => {
    for (const failure of [{ kind: 'not_found' }, { kind: 'forbidden', reason: 'no' }] as const) {
      const { setback, pauseUntil } = after(failure);
      expect([setback.state, pauseUntil]).toEqual(['unreachable', null]);
    }
  });

  it('pauses all where the credentials or the installation are to be put right', () => {
    expect(after({ kind: 'unauthorized' }).pauseUntil).toEqual(at(600));
    expect(after({ kind: 'suspended' }).pauseUntil).toEqual(at(600));
  });

  it('begins anew where GitHub refuses its cursor twice', () => {
    const refused = { kind: 'refused', reason: 'not a valid cursor' } as const;

    expect(after(refused).setback).toMatchObject({ attempts: 1, notBefore: at(2) });
    expect(after(refused, { attempts: 1 }).setback).toMatchObject({ fromStart: true });
  });
});
