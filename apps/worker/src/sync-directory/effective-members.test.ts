import { expect, it } from 'vitest';

import { effectiveMembers, type DirectoryTeam } from './effective-members.ts';

const person = (githubId: number) => ({ githubId, login: `p${githubId}`, type: 'User' });

const team = (id: number, parentId: number | null, ...members: number[]): DirectoryTeam => ({
  team: { githubId: id, slug: `t${id}` },
  name: `Team ${id}`,
  parentId,
  members: members.map(person),
});

const idsByTeam = (teams: readonly DirectoryTeam[]) =>
  Object.fromEntries(
    [...effectiveMembers(teams)].map(
      ([
        {
          team: { slug },
        },
        members,
      ]) => [slug, members.map(({ githubId }) => githubId).toSorted((a, b) => (a ?? 0) - (b ?? 0))],
    ),
  );

it('counts the members of teams below, once', () => {
  expect(idsByTeam([team(1, null, 10), team(2, 1, 11, 10), team(3, 2, 12)])).toEqual({
    t1: [10, 11, 12],
    t2: [10, 11, 12],
    t3: [12],
  });
});

it('ends where teams stand above each other, and where the team above is not shown', () => {
  expect(idsByTeam([team(1, 2, 10), team(2, 1, 11), team(3, 9, 12)])).toEqual({
    t1: [10, 11],
    t2: [10, 11],
    t3: [12],
  });
});
