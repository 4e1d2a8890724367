import { describe, expect, it } from 'vitest';

import { byStandingOrder, numberedAnew } from './standing-order.ts';

describe('the standing order', () => {
  it("is that of GitHub's numbers, then of names in any case, those without a number last", () => {
    const named = [
      { githubId: null, name: 'bea' },
      { githubId: 12, name: 'ann' },
      { githubId: null, name: 'Abe' },
      { githubId: 9, name: 'zoe' },
    ];

    const names = ['zoe', 'ann', 'Abe', 'bea'];
    expect(named.toSorted(byStandingOrder).map(({ name }) => name)).toEqual(names);
    expect(
      named
        .toReversed()
        .toSorted(byStandingOrder)
        .map(({ name }) => name),
    ).toEqual(names);
  });

  it('names the id that is not in it', () => {
    const developer = { id: 7, adoptedOn: null, status: 'never', teamId: null } as const;
    const days = { firstActiveOn: '2026-01-05', lastActiveOn: '2026-01-06' };
    const population = { developers: [{ ...developer, ...days }], pullRequests: [] };

    expect(() => numberedAnew(population, { people: [], repositories: [], teams: [] })).toThrow(
      'the id 7 is not in the standing order',
    );
  });
});
