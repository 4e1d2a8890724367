import { createAccessToken, type Role } from '@uplift/db';
import { DAY_MILLISECONDS } from '@uplift/metrics';
import type { Request, Response } from 'express';

import type { ApiDeps } from '../deps.ts';
import { takeGoal } from './goal-cookie.ts';
import { noteSession } from './note-change.ts';
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
  /** The token that it is made from, and ends with; null where there is none. */
  readonly madeFromId: number | null;
  /** How they came in, in words. */
  readonly by: 'GitHub' | 'a token' | 'a sign-in link';
};

/** Who signs in, by which exchange, and where they are sent then. */
export type SignIn = {
  readonly request: Request;
  readonly response: Response;
  /** Left out: the page that they had asked for, else the first one. */
  readonly goal?: string;
};

/** Hands a session to the browser and sends it on. */
export async function startSession(
  { request, response, goal }: SignIn,
  { name, role, organizationId, githubUserId, madeFromId, until, by }: NewSession,
  deps: ApiDeps,
): Promise<void> {
  const at = deps.now();
  const usual = new Date(at.getTime() + SESSION_DAYS * DAY_MILLISECONDS);
  const expiresAt = until !== null && until < usual ? until : usual;
  const access = { name, role, organizationId };
  const secret = await deps.db.transaction(async (tx) => {
    await noteSession(request, { ...deps, tx }, { access, what: 'sign-in', by });
    return createAccessToken(tx, {
      kind: 'session',
      ...access,
      expiresAt,
      ...(githubUserId === null ? {} : { githubUserId, membershipCheckedAt: at }),
      ...(madeFromId !== null && { madeFromId }),
    });
  });
  const secure = isSecure(deps);
  setSessionCookie(response, { secret, expiresAt, secure });
  const wanted = takeGoal(request, response, { secure });
  response.set('Cache-Control', 'no-store').redirect(303, goal ?? wanted);
}

/** Whether browsers reach this service over TLS. */
export function isSecure({ baseUrl }: Pick<ApiDeps, 'baseUrl'>): boolean {
  return baseUrl?.startsWith('https:') ?? false;
}
