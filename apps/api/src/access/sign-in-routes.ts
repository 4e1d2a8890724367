import {
  createAccessToken,
  findAccess,
  redeemSignInCode,
  removeAccess,
  type Access,
} from '@uplift/db';
import { DAY_MILLISECONDS } from '@uplift/metrics';
import express, { Router, type Response } from 'express';

import type { ApiDeps } from '../deps.ts';
import { signInPage } from '../home/sign-in-page.ts';
import { authenticate } from './authenticate.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

const SESSION_DAYS = 7;
const MAX_SECRET_LENGTH = 200;

/** One-time links, the form for tokens, and the way out. */
export function signInRoutes(deps: ApiDeps): Router {
  const { db, now } = deps;
  const router = Router();

  router.get('/sign-in', async (request, response) => {
    const secret = secretFrom(request.query['code']);
    const access = secret === null ? null : await redeemSignInCode(db, { secret, now: now() });
    if (access === null) {
      refuse(response, 'This sign-in link was used already, or has expired. Ask for a new one.');
      return;
    }
    await startSession(response, access, deps);
  });

  router.post(
    '/sign-in',
    express.urlencoded({ extended: false, limit: '4kb' }),
    async (request, response) => {
      const secret = secretFrom(fieldOf(request.body, 'token'));
      const access =
        secret === null ? null : await findAccess(db, { secret, kind: 'token', now: now() });
      if (access === null) {
        refuse(response, 'This token is unknown or has expired.');
        return;
      }
      await startSession(response, access, deps);
    },
  );

  router.post('/sign-out', async (request, response) => {
    const access = await authenticate(request, deps);
    if (access?.kind === 'session') await removeAccess(db, access.id);
    clearSessionCookie(response, isSecure(deps));
    response.redirect(303, '/');
  });
  return router;
}

/** A session never outlives the token it was made from. */
async function startSession(response: Response, access: Access, deps: ApiDeps): Promise<void> {
  const usual = new Date(deps.now().getTime() + SESSION_DAYS * DAY_MILLISECONDS);
  const limit = access.kind === 'token' ? access.expiresAt : null;
  const expiresAt = limit !== null && limit < usual ? limit : usual;
  const { name, role, organizationId } = access;
  const secret = await createAccessToken(deps.db, {
    kind: 'session',
    name,
    role,
    organizationId,
    expiresAt,
  });
  setSessionCookie(response, { secret, expiresAt, secure: isSecure(deps) });
  response.set('Cache-Control', 'no-store').redirect(303, '/');
}

function refuse(response: Response, message: string): void {
  response.status(401).set('Cache-Control', 'no-store').type('html').send(signInPage(message));
}

function isSecure({ baseUrl }: ApiDeps): boolean {
  return baseUrl?.startsWith('https:') ?? false;
}

function fieldOf(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null) return undefined;
  return new Map<string, unknown>(Object.entries(body)).get(name);
}

function secretFrom(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > MAX_SECRET_LENGTH ? null : text;
}
