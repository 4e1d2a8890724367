import {
  findInstalledOrganizations,
  markMembershipChecked,
  removeAccess,
  type Access,
} from '@uplift/db';
import { isGitHubError } from '@uplift/github/client';

import type { ApiDeps } from '../deps.ts';
import { roleIn } from './membership.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'github' | 'logger'>;

const CHECKED_EVERY_MS = 3_600_000;
/** So long a session outlives a GitHub that does not answer. */
const TRUSTED_FOR_MS = 24 * 3_600_000;

/** Requests of one session that come together ask GitHub once. */
const underWay = new Map<number, Promise<Access | null>>();

/**
 * Asks GitHub every hour whether the person of a session belongs to the organisation still, and as
 * what; null, and the session is over, if not.
 */
export async function stillBelongs(access: Access, deps: Deps): Promise<Access | null> {
  if (access.githubUserId === null || access.organizationId === null) return access;
  const ageMs = deps.now().getTime() - (access.membershipCheckedAt?.getTime() ?? 0);
  if (ageMs < CHECKED_EVERY_MS) return access;

  const known = underWay.get(access.id);
  if (known !== undefined) return known;
  const check = checkAgain(access, deps).finally(() => underWay.delete(access.id));
  underWay.set(access.id, check);
  return check;
}

async function checkAgain(access: Access, deps: Deps): Promise<Access | null> {
  const { db, now, logger } = deps;
  const { id, name } = access;
  try {
    const role = await currentRole(access, deps);
    if (role !== null) {
      await markMembershipChecked(db, { id, role, now: now() });
      return { ...access, role };
    }
    logger.info({ audit: 'session', access: { id, name } }, 'session ended: no member any more');
  } catch (error) {
    if (!isGitHubError(error) || error.kind === 'suspended') {
      logger.warn({ err: error }, 'a session could not be checked');
    }
    const ageMs = now().getTime() - (access.membershipCheckedAt?.getTime() ?? 0);
    if (ageMs < TRUSTED_FOR_MS) return access;
  }
  await removeAccess(db, id);
  return null;
}

async function currentRole(access: Access, { db, github }: Deps) {
  const app = (await github?.app()) ?? null;
  const organizations = await findInstalledOrganizations(db);
  const organization = organizations.find(
    ({ organizationId, status }) => organizationId === access.organizationId && status === 'active',
  );
  if (app === null || organization === undefined || access.githubUserId === null) return null;
  const person = { githubId: access.githubUserId, login: access.name };
  return roleIn(organization, person, { db, app });
}
