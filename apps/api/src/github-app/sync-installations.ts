import {
  findInstalledOrganizations,
  findOrganizationsNamed,
  insertOrganizations,
  renameOrganizations,
  saveInstallation,
  saveInstallationDetails,
  withOrganization,
  type InstalledOrganization,
  type Queryable,
} from '@uplift/db';
import { isGitHubError, readInstallations } from '@uplift/github/client';
import { VaultError } from '@uplift/runtime';

import type { ApiDeps } from '../deps.ts';
import type { InstallationAtGitHub } from './examine-installation.ts';
import type { GitHubAccess } from './github-access.ts';

/** An organisation on which the App is installed, as it was just stored. */
export type SyncedInstallation = {
  readonly organizationId: number;
  readonly login: string;
  readonly installationId: number;
};

type SyncDeps = Pick<ApiDeps, 'db' | 'now' | 'logger' | 'queue'> & {
  readonly github: GitHubAccess;
};

/**
 * Takes over from GitHub where the App is installed and what it may do there.
 *
 * @returns null if GitHub could not be asked; what is stored stays as it was then
 */
export async function syncInstallations(
  deps: SyncDeps,
): Promise<readonly SyncedInstallation[] | null> {
  const { db, logger } = deps;
  try {
    const before = await findInstalledOrganizations(db);
    const app = await deps.github.app({ fresh: true });
    if (app === null) return null;
    const installations = await readInstallations({}, { github: app.client.asApp });
    const synced: SyncedInstallation[] = [];
    for (const installation of installations) {
      synced.push(await storeInstallation(installation, deps));
    }
    await endOthers(before, { db, synced });
    await ringForNew(before, { deps, synced });
    return synced;
  } catch (error) {
    if (!isGitHubError(error) && !(error instanceof VaultError) && !(error instanceof TypeError)) {
      throw error;
    }
    logger.warn({ err: error }, 'installations could not be read');
    return null;
  }
}

async function storeInstallation(
  installation: InstallationAtGitHub,
  { db, now }: SyncDeps,
): Promise<SyncedInstallation> {
  const { id: installationId, account, permissions, events, repositorySelection } = installation;
  const status = installation.suspendedAt === null ? 'active' : 'suspended';
  const organizationId = await db.transaction(async (tx) => {
    const id = await organizationFor(tx, { githubId: account.githubId, name: account.login });
    await withOrganization(tx, id, async (own) => {
      await saveInstallation(own, id, { installationId, status });
      const details = { installationId, permissions, events, repositorySelection };
      await saveInstallationDetails(own, id, { ...details, checkedAt: now() });
    });
    return id;
  });
  return { organizationId, login: account.login, installationId };
}

type Named = { readonly githubId: number | null; readonly name: string };

/** The organisation of that id at GitHub, else the one known by name alone, else a new one. */
async function organizationFor(db: Queryable, wanted: Named): Promise<number> {
  const rows = await findOrganizationsNamed(db, [wanted]);
  const byName = rows.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase());
  const known =
    rows.find(({ githubId }) => githubId === wanted.githubId && githubId !== null) ??
    (byName?.githubId === null ? byName : undefined);
  if (known !== undefined && known.githubId !== null && known.name === wanted.name) return known.id;

  // A name that another organisation had before is free at GitHub, so it is freed here.
  const freed =
    byName === undefined || byName.id === known?.id
      ? []
      : [{ ...byName, name: `${byName.name}~${byName.id}` }];
  const renamed = known === undefined ? [] : [{ ...wanted, id: known.id }];
  await renameOrganizations(db, [...freed, ...renamed]);
  if (known !== undefined) return known.id;
  await insertOrganizations(db, [wanted]);
  const [row] = await findOrganizationsNamed(db, [wanted]);
  if (row === undefined) throw new Error('an organisation that was just stored is not there');
  return row.id;
}

/** Installations that GitHub no longer tells of were removed. */
async function endOthers(
  before: readonly InstalledOrganization[],
  { db, synced }: { readonly db: Queryable; readonly synced: readonly SyncedInstallation[] },
): Promise<void> {
  const present = new Set(synced.map(({ installationId }) => installationId));
  for (const { organizationId, installationId, status } of before) {
    if (present.has(installationId) || status === 'removed') continue;
    await withOrganization(db, organizationId, (tx) =>
      saveInstallation(tx, organizationId, { installationId, status: 'removed' }),
    );
  }
}

/** Where the App came just now, history is to be fetched; if the bell fails, the sweep rings. */
async function ringForNew(
  before: readonly InstalledOrganization[],
  { deps, synced }: { readonly deps: SyncDeps; readonly synced: readonly SyncedInstallation[] },
): Promise<void> {
  const known = new Set(
    before.filter(({ status }) => status === 'active').map(({ installationId }) => installationId),
  );
  for (const { organizationId, installationId } of synced) {
    if (known.has(installationId)) continue;
    const options = { unlessWaiting: String(organizationId) };
    try {
      await deps.queue.enqueue('sync-directory', { organizationId }, options);
      await deps.queue.enqueue('plan-backfill', { organizationId }, options);
    } catch (error) {
      deps.logger.warn(
        { err: error },
        'the bell of the backfill failed; the sweep will ring again',
      );
    }
  }
}
