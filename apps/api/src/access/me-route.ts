import type { Me } from '@uplift/contracts';
import { findOrganizations } from '@uplift/db';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { accessOf } from './authenticate.ts';

/** `GET /me`: who is asking. */
export function meRoute({ db }: ApiDeps): Router {
  return Router().get('/me', async (request, response) => {
    const { kind, name, role, organizationId, expiresAt, githubUserId } = accessOf(request);
    const [organization] =
      organizationId === null
        ? []
        : await findOrganizations(db, { boundTo: organizationId, after: null, limit: 1 });
    response.json({
      name,
      kind: kind === 'session' ? 'session' : 'token',
      role,
      organization:
        organization === undefined ? null : { id: organization.id, login: organization.login },
      person: githubUserId === null ? null : { login: name },
      expiresAt: expiresAt?.toISOString() ?? null,
    } satisfies Me);
  });
}
