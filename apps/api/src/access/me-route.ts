import type { Me } from '@uplift/contracts';
import { findOrganizations, findZone, withOrganization } from '@uplift/db';
import { Router, type Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { accessOf } from './authenticate.ts';

/** For who is bound to no organisation. */
const USUAL_ZONE = 'UTC';
const USUAL_LOCALE = 'en';
const MOST_ORGANIZATIONS = 200;

/** `GET /me`: who is asking. */
export function meRoute({ db }: ApiDeps): Router {
  return Router().get('/me', async (request, response) => {
    const { kind, name, role, organizationId, expiresAt, githubUserId } = accessOf(request);
    const bounds = { boundTo: organizationId, after: null, limit: MOST_ORGANIZATIONS };
    const organizations: Me['organizations'] = [];
    for (const { id, login, simulated } of await findOrganizations(db, bounds)) {
      const zone = await withOrganization(db, id, findZone);
      organizations.push({ id, login, role, zone, simulated });
    }
    const [own] = organizationId === null ? [] : organizations;
    response.vary('Accept-Language').json({
      name,
      kind: kind === 'session' ? 'session' : 'token',
      role,
      organizations,
      zone: own?.zone ?? USUAL_ZONE,
      locale: localeOf(request),
      organization: own === undefined ? null : { id: own.id, login: own.login },
      person: githubUserId === null ? null : { login: name },
      expiresAt: expiresAt?.toISOString() ?? null,
    } satisfies Me);
  });
}

/** The first language that the request names and that can be written in. */
function localeOf(request: Request): string {
  for (const asked of request.acceptsLanguages()) {
    const [known] = supportedOf(asked);
    if (known !== undefined) return known;
  }
  return USUAL_LOCALE;
}

function supportedOf(language: string): string[] {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language);
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
