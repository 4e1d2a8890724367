import { findAccess, markAccessUsed, type Access, type Role } from '@uplift/db';
import type { Request, RequestHandler } from 'express';

import type { ApiDeps } from '../deps.ts';
import { ProblemError } from '../http/problem.ts';
import { readSessionCookie } from './session-cookie.ts';
import { stillBelongs } from './still-belongs.ts';

const USE_NOTED_EVERY_MS = 60_000;
const accessOfRequest = new WeakMap<Request, Access>();

type AccessDeps = Pick<ApiDeps, 'db' | 'now' | 'github' | 'logger'>;

type Credential = { readonly kind: 'token' | 'session'; readonly secret: string };

/** Lets through whoever brings a valid token or session. */
export function requireAccess(deps: AccessDeps): RequestHandler {
  return async (request, _response, next) => {
    const access = await authenticate(request, deps);
    if (access === null) throw unauthorized(request);
    refuseForeignSites(request, access);
    rememberAccess(request, access);
    next();
  };
}

/** Who asks, by the token or else the session of a request; null if by neither. */
export async function authenticate(request: Request, deps: AccessDeps): Promise<Access | null> {
  const { db, now } = deps;
  const credential = credentialOf(request);
  if (credential === null) return null;
  const at = now();
  const access = await findAccess(db, { ...credential, now: at });
  if (access === null) return null;

  const { id, lastUsedAt } = access;
  if (lastUsedAt === null || at.getTime() - lastUsedAt.getTime() >= USE_NOTED_EVERY_MS) {
    await markAccessUsed(db, { id, now: at });
  }
  return stillBelongs(access, deps);
}

/** Lets what follows know who asks. */
export function rememberAccess(request: Request, access: Access): void {
  accessOfRequest.set(request, access);
}

/** Who asks; only behind {@link requireAccess}. */
export function accessOf(request: Request): Access {
  const access = accessOfRequest.get(request);
  if (access === undefined) throw new Error('the route is not behind requireAccess');
  return access;
}

/** @throws {ProblemError} 403 unless whoever asks has one of the roles */
export function requireRole(request: Request, roles: readonly Role[]): void {
  const { role } = accessOf(request);
  if (roles.includes(role)) return;
  throw new ProblemError({
    status: 403,
    detail: `this needs the role ${roles.join(' or ')}; yours is ${role}`,
  });
}

function credentialOf(request: Request): Credential | null {
  const header = request.get('authorization');
  if (header !== undefined) {
    const secret = /^bearer +(\S+)$/i.exec(header)?.[1];
    return secret === undefined ? null : { kind: 'token', secret };
  }
  const secret = readSessionCookie(request);
  return secret === null ? null : { kind: 'session', secret };
}

/**
 * A browser sends cookies along; a page of another site must not act with them.
 *
 * @throws {ProblemError} 403 if one tries
 */
export function refuseForeignSites(request: Request, access: Access): void {
  const isSafe = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const site = request.get('sec-fetch-site');
  if (isSafe || access.kind !== 'session' || site === undefined) return;
  if (site === 'same-origin' || site === 'none') return;
  throw new ProblemError({ status: 403, detail: 'the request comes from another site' });
}

function unauthorized(request: Request): ProblemError {
  const isMissing = credentialOf(request) === null;
  return new ProblemError({
    status: 401,
    detail: isMissing
      ? 'send Authorization: Bearer upl_… with a token, or sign in at /'
      : 'the token or session is unknown or has expired',
  });
}
