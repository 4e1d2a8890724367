import { createAccessToken, type Role } from '@uplift/db';
import { DAY_MILLISECONDS } from '@uplift/metrics';
import type { Response } from 'express';

import type { ApiDeps } from '../deps.ts';
import { setSessionCookie } from './session-cookie.ts';

const SESSION_DAYS = 7;

/** Whose session it is to be. */
export type NewSession = {
  readonly name: string;
  readonly role: Role;
  /** Null: every organisation. */
  readonly organizationId: number | null;
  /** It never lasts longer than this; null for as long as sessions do. */
  readonly until: Date | null;
  /** GitHub's id of the person, where GitHub vouched for them just now; else null. */
  readonly githubUserId: number | null;
};

/** Hands a session to the browser and sends it on. */
export async function startSession(
  response: Response,
  { name, role, organizationId, githubUserId, until }: NewSession,
  { deps, goal }: { readonly deps: ApiDeps; readonly goal: string },
): Promise<void> {
  const at = deps.now();
  const usual = new Date(at.getTime() + SESSION_DAYS * DAY_MILLISECONDS);
  const expiresAt = until !== null && until < usual ? until : usual;
  const secret = await createAccessToken(deps.db, {
    kind: 'session',
    name,
    role,
    organizationId,
    expiresAt,
    ...(githubUserId === null ? {} : { githubUserId, membershipCheckedAt: at }),
  });
  setSessionCookie(response, { secret, expiresAt, secure: isSecure(deps) });
  response.set('Cache-Control', 'no-store').redirect(303, goal);
}

/** Whether browsers reach this service over TLS. */
export function isSecure({ baseUrl }: Pick<ApiDeps, 'baseUrl'>): boolean {
  return baseUrl?.startsWith('https:') ?? false;
}
