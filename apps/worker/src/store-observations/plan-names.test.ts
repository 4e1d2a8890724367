import { describe, expect, it } from 'vitest';

import { indexNames, planNames } from './plan-names.ts';

const nothing = { changed: [], inserted: [], merged: [] };

describe('telling named things apart', () => {
  it('writes nothing for what is known', () => {
    const rows = [
      { id: 1, githubId: 7, name: 'acme/api' },
      { id: 2, githubId: null, name: 'acme/web' },
    ];
    const refs = [
      { githubId: 7, name: 'acme/api' },
      { githubId: null, name: 'ACME/api' },
      { githubId: null, name: 'acme/Web' },
    ];

    expect(planNames(rows, refs)).toEqual(nothing);
  });

  it('adds each unknown thing once', () => {
    const refs = [
      { githubId: null, name: 'acme/api' },
      { githubId: 7, name: 'acme/api' },
      { githubId: 7, name: 'acme/api' },
      { githubId: null, name: 'acme/web' },
    ];

    expect(planNames([], refs).inserted).toEqual([
      { githubId: 7, name: 'acme/api' },
      { githubId: null, name: 'acme/web' },
    ]);
  });

  it('gives the number to what was known by its name only', () => {
    const rows = [{ id: 1, githubId: null, name: 'Acme/API' }];

    expect(planNames(rows, [{ githubId: 7, name: 'acme/api' }])).toEqual({
      ...nothing,
      changed: [{ id: 1, githubId: 7, name: 'acme/api' }],
    });
  });

  it('follows a new name', () => {
    const rows = [{ id: 1, githubId: 7, name: 'acme/old' }];

    expect(planNames(rows, [{ githubId: 7, name: 'acme/new' }]).changed).toEqual([
      { id: 1, githubId: 7, name: 'acme/new' },
    ]);
  });

  it('merges what was known by a name only into the one that takes the name', () => {
    const rows = [
      { id: 1, githubId: 7, name: 'acme/old' },
      { id: 2, githubId: null, name: 'acme/new' },
    ];

    expect(planNames(rows, [{ githubId: 7, name: 'acme/new' }])).toEqual({
      changed: [{ id: 1, githubId: 7, name: 'acme/new' }],
      inserted: [],
      merged: [{ from: 2, into: 1 }],
    });
  });

  it('takes a name away from who bore it with another number', () => {
    const rows = [{ id: 1, githubId: 7, name: 'acme/api' }];

    expect(planNames(rows, [{ githubId: 8, name: 'acme/api' }])).toEqual({
      changed: [{ id: 1, githubId: 7, name: 'acme/api~7' }],
      inserted: [{ githubId: 8, name: 'acme/api' }],
      merged: [],
    });
  });

  it('settles where two numbers claim one name, so that the same again changes nothing', () => {
    const refs = [
      { githubId: 7, name: 'acme/api' },
      { githubId: 8, name: 'acme/api' },
    ];
    const { inserted } = planNames([], refs);
    const rows = inserted.map((ref, index) => ({ id: index + 1, ...ref }));

    expect(rows.map(({ name }) => name)).toEqual(['acme/api~7', 'acme/api']);
    expect(planNames(rows, refs)).toEqual(nothing);
  });

  it('finds rows by number, else by name, and says what it does not find', () => {
    const indexOf = indexNames([
      { id: 1, githubId: 7, name: 'acme/api' },
      { id: 2, githubId: null, name: 'acme/web' },
    ]);

    expect(indexOf({ githubId: 7, name: 'whatever' })).toBe(1);
    expect(indexOf({ githubId: null, name: 'ACME/WEB' })).toBe(2);
    expect(() => indexOf({ githubId: null, name: 'acme/none' })).toThrow(/acme\/none/);
  });
});
