import { RoleGrant, type GrantedRole, type GrantedRoleList } from '@uplift/contracts';
import {
  changeSessionsRole,
  findGrantedRole,
  findInstalledOrganizations,
  listGrantedRoles,
  removeGrantedRole,
  saveGrantedRole,
  withOrganization,
  type OrganizationRow,
} from '@uplift/db';
import { isGitHubError, readMembership } from '@uplift/github/client';
import express, { Router, type Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { requireJson } from '../http/require-json.ts';
import { requireRole } from './authenticate.ts';
import { noteChange } from './note-change.ts';

/** Roles of people who sign in by GitHub: seen and given by administrators. */
export function roleRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();
  router.get('/organizations/:org/roles', async (request, response) => {
    const { id } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const granted = await withOrganization(db, id, listGrantedRoles);
    const items = granted.map(({ login, role, grantedAt }) => ({
      login,
      role,
      grantedAt: grantedAt.toISOString(),
    }));
    response.json({ items, nextCursor: null } satisfies GrantedRoleList);
  });

  router.post(
    '/organizations/:org/roles',
    express.json({ limit: '4kb' }),
    async (request, response) => {
      const organization = await organizationOf(request, deps);
      requireRole(request, ['admin']);
      requireJson(request);
      const wish = parse(RoleGrant, request.body, 'body');
      response.json(await grantRole(wish, organization, { deps, request }));
    },
  );
  return router;
}

async function grantRole(
  { login, role }: RoleGrant,
  organization: OrganizationRow,
  { deps, request }: { readonly deps: ApiDeps; readonly request: Request },
): Promise<GrantedRole> {
  const { db } = deps;
  const { id: organizationId } = organization;
  const member = await memberOf(login, organization, deps);
  const grantedAt = deps.now();
  await withOrganization(db, organizationId, async (tx) => {
    const what = `role of ${member.login}`;
    const before = await findGrantedRole(tx, member.githubUserId);
    const noted = { action: 'role', what, organizationId, before, after: role } as const;
    await noteChange(request, { ...deps, tx }, noted);
    if (role === 'member') await removeGrantedRole(tx, member.githubUserId);
    else await saveGrantedRole(tx, organizationId, { ...member, role, grantedAt });
  });
  if (!member.isOwner) await changeSessionsRole(db, { organizationId, ...member, role });
  return { login: member.login, role, grantedAt: grantedAt.toISOString() };
}

/** @throws {ProblemError} 422 if GitHub knows no such member, 409 or 503 if it cannot be asked */
async function memberOf(
  login: string,
  { id, login: organization }: OrganizationRow,
  { db, github }: ApiDeps,
) {
  const installed = await findInstalledOrganizations(db);
  const installationId = installed.find(
    ({ organizationId }) => organizationId === id,
  )?.installationId;
  const app = (await github?.app()) ?? null;
  if (app === null || installationId === undefined) {
    const detail = 'nobody signs in by GitHub here: connect GitHub on /setup first';
    throw new ProblemError({ status: 409, detail });
  }
  try {
    const client = app.client.installation(installationId);
    const membership = await readMembership({ organization, login }, { github: client });
    const githubUserId = membership?.user.githubId ?? null;
    if (membership?.state === 'active' && githubUserId !== null) {
      return { githubUserId, login: membership.user.login, isOwner: membership.role === 'admin' };
    }
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    throw new ProblemError({ status: 503, detail: `GitHub does not say (${error.kind})` });
  }
  throw new ProblemError({ status: 422, detail: `"${login}" is no member of ${organization}` });
}
