import {
  activityDays,
  organizations,
  people,
  pullRequestEvents,
  pullRequests,
  repositories,
  loadFactSet,
  replaceRollups,
  teamMemberships,
  teams,
  withOrganization,
  type Database,
  type Transaction,
} from '@uplift/db';
import {
  authorships,
  bucketsIn,
  computeRollups,
  dayOf,
  grains,
  wholeOrganization,
  type Window,
} from '@uplift/metrics';

const HOUR = 3_600_000;

/** An organisation of the tests, with the ids of what it holds. */
export type SeededOrganization = {
  readonly id: number;
  readonly login: string;
  readonly personIds: readonly number[];
  readonly repositoryIds: readonly number[];
  /** `platform` has the first seven people, `search` the next three. */
  readonly teamIds: readonly number[];
};

/** An organisation of twelve humans, two teams and two repositories; nobody has done anything. */
export async function seedOrganization(db: Database, login: string): Promise<SeededOrganization> {
  const [organization] = await db
    .insert(organizations)
    .values({ login })
    .returning({ id: organizations.id });
  const id = organization?.id ?? Number.NaN;
  return withOrganization(db, id, async (tx) => {
    return seedPeopleAndPlaces(tx, { id, login });
  });
}

async function seedPeopleAndPlaces(
  tx: Transaction,
  { id, login }: { readonly id: number; readonly login: string },
): Promise<SeededOrganization> {
  const humans = Array.from({ length: 12 }, (_, index) => ({
    organizationId: id,
    githubId: 100 + index,
    login: `${login}-dev-${index + 1}`,
    kind: 'human' as const,
  }));
  const personIds = idsOf(await tx.insert(people).values(humans).returning({ id: people.id }));
  const named = ['api', 'web'].map((name) => ({
    organizationId: id,
    fullName: `${login}/${name}`,
  }));
  const repositoryIds = idsOf(
    await tx.insert(repositories).values(named).returning({ id: repositories.id }),
  );
  const groups = ['platform', 'search'].map((slug) => ({ organizationId: id, slug, name: slug }));
  const teamIds = idsOf(await tx.insert(teams).values(groups).returning({ id: teams.id }));
  await tx.insert(teamMemberships).values(
    personIds.slice(0, 10).map((personId, index) => ({
      organizationId: id,
      teamId: teamIds[index < 7 ? 0 : 1] ?? 0,
      personId,
      from: '2025-01-01',
      to: null,
    })),
  );
  return { id, login, personIds, repositoryIds, teamIds };
}

/** A pull request of the tests: opened, and merged after so many hours unless it is still open. */
export type SeededPullRequest = {
  readonly number: number;
  /** Place in `personIds`. */
  readonly person: number;
  /** Place in `repositoryIds`. */
  readonly repository?: number;
  readonly openedAt: Date;
  readonly mergedAfterHours: number | null;
  readonly authorship?: 'agent' | 'assisted' | 'unmarked';
};

/** Stores pull requests as if they had been folded, and the days on which their people were active. */
export async function seedPullRequests(
  db: Database,
  organization: SeededOrganization,
  seeds: readonly SeededPullRequest[],
): Promise<void> {
  await withOrganization(db, organization.id, async (tx) => {
    for (const seed of seeds) await seedPullRequest(tx, organization, seed);
  });
}

async function seedPullRequest(
  tx: Transaction,
  organization: SeededOrganization,
  seed: SeededPullRequest,
): Promise<void> {
  const row = foldedRow(organization, seed);
  const { organizationId, repositoryId, openedAt, mergedAt } = row;
  const personId = row.authorId;
  const [inserted] = await tx.insert(pullRequests).values(row).returning({ id: pullRequests.id });
  const commit = {
    kind: 'commit',
    sha: `sha${seed.number}`,
    at: row.firstCommitAt.toISOString(),
    committedAt: null,
    actor: personId,
    coAuthors: [],
    marks: [],
  } as const;
  await tx.insert(pullRequestEvents).values({
    organizationId,
    pullRequestId: inserted?.id ?? 0,
    eventKey: `commit:${seed.number}`,
    kind: 'commit',
    at: row.firstCommitAt,
    actorId: personId,
    data: commit,
  });
  const days = new Set([openedAt, ...(mergedAt === null ? [] : [mergedAt])].map(dayOf));
  await tx
    .insert(activityDays)
    .values([...days].map((day) => ({ organizationId, day, personId, repositoryId })))
    .onConflictDoNothing();
}

function foldedRow(organization: SeededOrganization, seed: SeededPullRequest) {
  const { number, openedAt, mergedAfterHours, authorship = 'unmarked' } = seed;
  const personId = organization.personIds[seed.person] ?? 0;
  const isOpen = mergedAfterHours === null;
  const mergedAt = isOpen ? null : new Date(openedAt.getTime() + mergedAfterHours * HOUR);
  const firstCommitAt = new Date(openedAt.getTime() - HOUR);
  return {
    organizationId: organization.id,
    repositoryId: organization.repositoryIds[seed.repository ?? 0] ?? 0,
    number,
    folded: true,
    state: isOpen ? ('open' as const) : ('merged' as const),
    title: `Change ${number}`,
    draft: false,
    authorId: personId,
    authorKind: 'human' as const,
    responsibleId: personId,
    authorship,
    authorshipEvidence: [],
    firstCommitAt,
    openedAt,
    readyAt: openedAt,
    mergedAt,
    closedAt: mergedAt,
    additions: 10,
    deletions: 2,
    reviewCycles: 0,
    codingSeconds: isOpen ? null : 3600,
    pickupSeconds: isOpen ? null : mergedAfterHours * 3600,
    reviewSeconds: isOpen ? null : 0,
    mergeSeconds: isOpen ? null : 0,
    segments: [
      { stage: 'coding', from: firstCommitAt.toISOString(), to: openedAt.toISOString() },
      { stage: 'pickup', from: openedAt.toISOString(), to: mergedAt?.toISOString() ?? null },
    ],
    flags: [],
    labels: [],
  };
}

/** Computes and stores what the worker would, for every bucket of a window. */
export async function seedRollups(
  db: Database,
  organization: SeededOrganization,
  window: Window,
): Promise<void> {
  await withOrganization(db, organization.id, async (tx) => {
    const buckets = grains.flatMap((grain) =>
      bucketsIn(grain, window).map((bucket) => ({ grain, ...bucket })),
    );
    const scopes = [
      wholeOrganization,
      ...organization.teamIds.map((team) => ({ ...wholeOrganization, team })),
      ...organization.repositoryIds.map((repository) => ({ ...wholeOrganization, repository })),
      ...authorships.map((authorship) => ({ ...wholeOrganization, authorship })),
    ];
    const spanned = {
      from: new Date(Math.min(...buckets.map(({ from }) => from.getTime()))),
      to: new Date(Math.max(...buckets.map(({ to }) => to.getTime()))),
    };
    const facts = await loadFactSet(tx, spanned);
    const rollups = computeRollups({ buckets, scopes, facts });
    await replaceRollups(tx, { organizationId: organization.id, buckets, rollups });
  });
}

/** The weeks of the tests: everybody opens one a week and merges it after one to twelve hours. */
export function weeklyPullRequests(weeks: readonly string[]): SeededPullRequest[] {
  return weeks.flatMap((monday, week) =>
    Array.from({ length: 12 }, (_, person) => ({
      number: week * 12 + person + 1,
      person,
      repository: person % 2,
      openedAt: new Date(`${monday}T09:00:00Z`),
      mergedAfterHours: person + 1,
    })),
  );
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}
