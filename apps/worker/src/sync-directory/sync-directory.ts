import { findKnownDirectory, hasSucceeded, lockOrganization, withOrganization } from '@uplift/db';
import { readRepositories, readTeamsAndMembers, type Reading } from '@uplift/github/client';
import { dayOf, type AccountRef, type Observation, type OrganizationRef } from '@uplift/metrics';

import { ringRecompute } from '../ring-recompute.ts';
import { retryingTransaction } from '../store-observations/retrying-transaction.ts';
import { storeAccounts } from '../store-observations/store-accounts.ts';
import {
  joinOutcomes,
  storeWithin,
  type StoreOutcome,
} from '../store-observations/store-observations.ts';
import {
  runSync,
  type Sync,
  type SyncDeps,
  type SyncEnd,
  type SyncResult,
} from '../sync/run-sync.ts';
import { planDirectory, type DirectorySnapshot } from './plan-directory.ts';

/**
 * Fetches the repositories, people and teams of an organisation as they are today. Who joined or left
 * a team since the last time did so on the day of this run; what was before is never written anew.
 * The organisation is known by its id, so that a new name is only a new name.
 */
export function syncDirectory(
  { organizationId }: { readonly organizationId: number },
  deps: SyncDeps,
): Promise<SyncEnd> {
  return runSync({ organizationId, kind: 'directory' }, deps, async (sync) => {
    const found = await readDirectory(sync, deps);
    const { outcome, changes } = await store(found, deps);
    await ringRecompute(outcome.changedOrganizations, deps.queue);
    const { repositories, teams } = found.snapshot;
    const checked = repositories.length + teams.length + found.members.length;
    return { checked, repaired: changes, failure: null } satisfies SyncResult;
  });
}

type Found = {
  readonly organizationId: number;
  readonly organization: OrganizationRef;
  readonly snapshot: Omit<DirectorySnapshot, 'isFirst'>;
  /** What the list of repositories tells of each. */
  readonly observations: readonly Observation[];
  readonly members: readonly AccountRef[];
};

async function readDirectory(
  { organizationId, organization: known, github }: Sync,
  { now }: SyncDeps,
): Promise<Found> {
  const reading: Reading = { github };
  const showsAllRepositories = github.kind === 'installation';
  // A person may see any number of repositories of which nobody wants to know.
  const { organization, repositories, observations } = showsAllRepositories
    ? await readRepositories({ organization: known.login }, reading)
    : { organization: null, repositories: [], observations: [] };
  const ref = sameOrganization(known, organization);
  const { members, teams } = await readTeamsAndMembers({ organization: ref.login }, reading);
  const snapshot = { day: dayOf(now()), repositories, showsAllRepositories, teams };
  return { organizationId, organization: ref, snapshot, observations, members };
}

/** How the organisation is called now. A repository may lie elsewhere; it then says nothing of the name. */
function sameOrganization(known: OrganizationRef, found: OrganizationRef | null): OrganizationRef {
  const isOther = found === null || (known.githubId !== null && found.githubId !== known.githubId);
  return isOther ? known : found;
}

async function store(
  { organizationId, organization, snapshot, observations, members }: Found,
  { db }: SyncDeps,
): Promise<{ outcome: StoreOutcome; changes: number }> {
  return retryingTransaction(db, async (tx) => {
    const planned = await withOrganization(tx, organizationId, async (inner) => {
      await lockOrganization(inner, organizationId);
      const isFirst = !(await hasSucceeded(inner, 'directory'));
      return planDirectory({ ...snapshot, isFirst }, await findKnownDirectory(inner));
    });
    const told = { organization, observations: [...observations, ...planned] };
    const stored = await storeWithin(tx, [told]);
    const people = await storeAccounts(tx, { organizationId, accounts: members });
    const changes = planned.filter(({ kind }) => kind !== 'team').length;
    return { outcome: joinOutcomes([stored, people]), changes };
  });
}
