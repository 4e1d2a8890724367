import type { KnownDirectory } from '@uplift/db';
import { describe, expect, it } from 'vitest';

import { planDirectory, type DirectorySnapshot } from './plan-directory.ts';

const ada = { githubId: 1001, login: 'ada', type: 'User' };
const bob = { githubId: 1002, login: 'bob', type: 'User' };
const core = { githubId: 50, slug: 'core' };

const nothing: KnownDirectory = { repositories: [], teams: [], members: [] };
const snapshot = (changes: Partial<DirectorySnapshot> = {}): DirectorySnapshot => ({
  day: '2026-03-04',
  repositories: [],
  showsAllRepositories: true,
  teams: [{ team: core, name: 'Core', parentId: null, members: [ada] }],
  isFirst: false,
  ...changes,
});
const known: KnownDirectory = {
  repositories: [{ id: 1, githubId: 7, fullName: 'acme/api' }],
  teams: [{ id: 3, githubId: 50, slug: 'kernel' }],
  members: [
    { teamId: 3, githubId: 1001, login: 'ada-of-old', isMember: true },
    { teamId: 3, githubId: 1002, login: 'bob', isMember: true },
  ],
};

describe('planning a directory', () => {
  it('takes the members of the first directory to have always been there', () => {
    expect(planDirectory(snapshot({ isFirst: true }), nothing)).toEqual([
      { kind: 'team', team: core, name: 'Core', removed: false },
      { kind: 'team_membership', team: core, member: ada, from: '1970-01-01', to: null },
    ]);
  });

  it('assumes nothing of a team that was heard of before, or that came later', () => {
    const joined = { kind: 'team_membership_change', change: 'added', on: '2026-03-04' };
    const left = {
      ...known,
      members: [{ teamId: 3, githubId: 1001, login: 'ada', isMember: false }],
    };

    expect(planDirectory(snapshot({ isFirst: true }), left)).toContainEqual({
      ...joined,
      team: core,
      member: ada,
    });
    expect(planDirectory(snapshot(), nothing)).toContainEqual({
      ...joined,
      team: core,
      member: ada,
    });
  });

  it('dates who joined and who left by the day of the directory, by id and not by name', () => {
    const cleo = { githubId: 1003, login: 'cleo', type: 'User' };
    const teams = [{ team: core, name: 'Core', parentId: null, members: [ada, cleo] }];
    const repositories = [{ repository: { githubId: 7, fullName: 'acme/api' }, githubId: 7 }];

    const changes = planDirectory(snapshot({ teams, repositories }), known);

    expect(changes.slice(1)).toEqual([
      {
        kind: 'team_membership_change',
        team: core,
        member: cleo,
        change: 'added',
        on: '2026-03-04',
      },
      {
        kind: 'team_membership_change',
        team: core,
        member: { ...bob, type: null },
        change: 'removed',
        on: '2026-03-04',
      },
    ]);
  });

  it('lets go of teams with their members, and of repositories that are shown no more', () => {
    const team = { githubId: 50, slug: 'kernel' };
    const repository = { githubId: 7, fullName: 'acme/api' };

    expect(planDirectory(snapshot({ teams: [] }), known)).toEqual([
      { kind: 'repository', repository, removed: true },
      { kind: 'team', team, removed: true },
      ...['ada-of-old', 'bob'].map((login, index) => ({
        kind: 'team_membership_change',
        team,
        member: { githubId: 1001 + index, login, type: null },
        change: 'removed',
        on: '2026-03-04',
      })),
    ]);
    expect(planDirectory(snapshot({ teams: [], showsAllRepositories: false }), known)[0]).toEqual({
      kind: 'team',
      team,
      removed: true,
    });
  });
});
