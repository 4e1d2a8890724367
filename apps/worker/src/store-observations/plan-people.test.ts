import type { PersonRow } from '@uplift/db';
import { describe, expect, it } from 'vitest';

import { indexPeople, planPeople, type PersonRef } from './plan-people.ts';

const ada: PersonRow = { id: 1, githubId: 1001, login: 'ada', kind: 'human', mergedIntoId: null };
const named = (login: string): PersonRef => ({ githubId: null, login, kind: 'human' });
const numbered = (githubId: number, login: string): PersonRef => ({ ...named(login), githubId });
const nothing = { inserted: [], updated: [], merged: [], reclassified: [] };

describe('telling accounts apart', () => {
  it('writes nothing for who is known, by number or by login', () => {
    expect(planPeople([ada], [numbered(1001, 'ada'), named('Ada')])).toEqual(nothing);
  });

  it('adds an account once, whether it is named with its number or without', () => {
    expect(planPeople([], [named('ada'), numbered(1001, 'ada'), named('ADA')]).inserted).toEqual([
      { githubId: 1001, login: 'ada', kind: 'human', mergedIntoId: null },
    ]);
  });

  it('gives the number to who was known by login only', () => {
    const row = { ...ada, githubId: null };

    expect(planPeople([row], [numbered(1001, 'ada')])).toEqual({ ...nothing, updated: [ada] });
  });

  it('merges who was known by a login only into the account that takes the login', () => {
    const bob = { ...ada, id: 2, githubId: null, login: 'lovelace' };

    const plan = planPeople([ada, bob], [numbered(1001, 'lovelace')]);

    expect(plan.merged).toEqual([{ from: 2, into: 1 }]);
    expect(plan.updated).toEqual([
      { ...ada, login: 'lovelace' },
      { ...bob, mergedIntoId: 1 },
    ]);
  });

  it('keeps an earlier login leading to its account', () => {
    const plan = planPeople([ada], [numbered(1001, 'lovelace')]);
    const alias = { githubId: null, login: 'ada', kind: 'human', mergedIntoId: 1 } as const;
    const rows = [
      { ...ada, login: 'lovelace' },
      { id: 2, ...alias },
    ];

    expect(plan.inserted).toEqual([alias]);
    expect(planPeople(rows, [named('ada')])).toEqual(nothing);
    expect(indexPeople(rows)(named('ada'))).toBe(1);
    // and back again: the later name is kept too, the earlier one not twice
    expect(planPeople(rows, [numbered(1001, 'ada')]).inserted).toEqual([
      { ...alias, login: 'lovelace' },
    ]);
  });

  it('lets a login mean the newest account that bears it', () => {
    const other = { ...ada, id: 2, githubId: 1002 };

    expect(indexPeople([ada, other])(named('ada'))).toBe(2);
    expect(indexPeople([ada, other])(numbered(1001, 'ada'))).toBe(1);
  });

  it('makes a kind more certain, never less', () => {
    const bot = { ...ada, kind: 'bot' } as const;

    expect(planPeople([ada], [{ ...named('ada'), kind: 'bot' }])).toEqual({
      ...nothing,
      updated: [bot],
      reclassified: [1],
    });
    expect(planPeople([bot], [numbered(1001, 'ada')])).toEqual(nothing);
  });

  it('says whom it does not find', () => {
    expect(() => indexPeople([ada])(named('nobody'))).toThrow(/nobody/);
  });
});
