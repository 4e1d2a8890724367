import type { KnownDirectory, KnownTeam } from '@uplift/db';
import {
  TAKEN_AS_ALWAYS,
  type AccountRef,
  type Day,
  type Observation,
  type RepositoryRef,
} from '@uplift/metrics';

import { accountKey, effectiveMembers, type DirectoryTeam } from './effective-members.ts';

/** Repositories and teams as GitHub shows them now. */
export type DirectorySnapshot = {
  readonly day: Day;
  readonly repositories: readonly {
    readonly repository: RepositoryRef;
    readonly githubId: number;
  }[];
  /** Whether a repository that is not among them is gone; not so for a token, which may see a part. */
  readonly showsAllRepositories: boolean;
  readonly teams: readonly DirectoryTeam[];
  /** No directory was fetched before. */
  readonly isFirst: boolean;
};

/**
 * What a directory tells beyond what is known: who joined and left, and what is gone. GitHub keeps no
 * history of its teams. Of a team that was never heard of before the first directory its present
 * members are taken to have always been in it; every later change has the day on which it was seen.
 */
export function planDirectory(snapshot: DirectorySnapshot, known: KnownDirectory): Observation[] {
  return [
    ...goneRepositories(snapshot, known),
    ...goneTeams(snapshot, known),
    ...seenTeams(snapshot, known),
  ];
}

function goneRepositories(
  { repositories, showsAllRepositories }: DirectorySnapshot,
  known: KnownDirectory,
): Observation[] {
  if (!showsAllRepositories) return [];
  const seen = new Set(repositories.map(({ githubId }) => githubId));
  return known.repositories.flatMap(({ githubId, fullName }) =>
    githubId === null || seen.has(githubId)
      ? []
      : [{ kind: 'repository', repository: { githubId, fullName }, removed: true } as const],
  );
}

function goneTeams({ teams, day }: DirectorySnapshot, known: KnownDirectory): Observation[] {
  const gone = known.teams.filter((row) => !teams.some((one) => isSame(one, row)));
  return gone.flatMap((row) => {
    const team = { githubId: row.githubId, slug: row.slug };
    return [
      { kind: 'team', team, removed: true } as const,
      ...membersOf(known, row)
        .filter(({ isMember }) => isMember)
        .map((member) => changeOf({ team, member, change: 'removed', on: day })),
    ];
  });
}

function seenTeams(snapshot: DirectorySnapshot, known: KnownDirectory): Observation[] {
  const members = effectiveMembers(snapshot.teams);
  return snapshot.teams.flatMap((one) => [
    { kind: 'team', team: one.team, name: one.name, removed: false } as const,
    ...changesOf(one, members.get(one) ?? [], { snapshot, known }),
  ]);
}

function changesOf(
  { team }: DirectoryTeam,
  present: readonly AccountRef[],
  { snapshot, known }: { readonly snapshot: DirectorySnapshot; readonly known: KnownDirectory },
): Observation[] {
  const row = known.teams.find((one) => isSame({ team }, one));
  const before = row === undefined ? [] : membersOf(known, row);
  const isUnheardOf = snapshot.isFirst && before.length === 0;
  if (isUnheardOf) {
    return present.map((member) => ({
      kind: 'team_membership',
      team,
      member,
      from: TAKEN_AS_ALWAYS,
      to: null,
    }));
  }
  const here = new Set(present.map(accountKey));
  const there = new Set(before.filter(({ isMember }) => isMember).map(accountKey));
  const joined = present.filter((member) => !there.has(accountKey(member)));
  const left = before.filter((member) => member.isMember && !here.has(accountKey(member)));
  const on = snapshot.day;
  return [
    ...joined.map((member) => changeOf({ team, member, change: 'added', on })),
    ...left.map((member) => changeOf({ team, member, change: 'removed', on })),
  ];
}

function membersOf(known: KnownDirectory, { id }: KnownTeam) {
  return known.members.filter(({ teamId }) => teamId === id);
}

function isSame({ team }: Pick<DirectoryTeam, 'team'>, row: KnownTeam): boolean {
  return row.githubId === null || team.githubId === null
    ? row.slug.toLowerCase() === team.slug.toLowerCase()
    : row.githubId === team.githubId;
}

type Change = Omit<Extract<Observation, { kind: 'team_membership_change' }>, 'kind' | 'member'> & {
  readonly member: Pick<AccountRef, 'githubId' | 'login'> & Partial<Pick<AccountRef, 'type'>>;
};

function changeOf({ member, ...change }: Change): Observation {
  const { githubId, login, type = null } = member;
  return { kind: 'team_membership_change', ...change, member: { githubId, login, type } };
}
