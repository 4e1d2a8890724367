import { findAccess, redeemSignInCode, removeAccess } from '@uplift/db';
import express, { Router, type Request, type Response } from 'express';

import type { ApiDeps } from '../deps.ts';
import { signInPage } from '../home/sign-in-page.ts';
import { formText, queryText } from '../http/fields.ts';
import { authenticate } from './authenticate.ts';
import { noteSession } from './note-change.ts';
import { offersGitHub } from './signing-app.ts';
import { clearSessionCookie } from './session-cookie.ts';
import { isSecure, startSession } from './start-session.ts';

/** One-time links, the form for tokens, and the way out. */
export function signInRoutes(deps: ApiDeps): Router {
  const { db, now } = deps;
  const router = Router();

  router.get('/sign-in', async (request, response) => {
    const secret = queryText(request, 'code');
    const access = secret === null ? null : await redeemSignInCode(db, { secret, now: now() });
    if (access === null) {
      await refuse(
        response,
        deps,
        'This sign-in link was used already, or has expired. Ask for a new one.',
      );
      return;
    }
    const goal = queryText(request, 'to') === 'setup' ? { goal: '/setup' } : {};
    const by = 'a sign-in link' as const;
    const session = { ...access, githubUserId: null, madeFromId: null, until: null, by };
    await startSession({ request, response, ...goal }, session, deps);
  });

  router.post(
    '/sign-in',
    express.urlencoded({ extended: false, limit: '4kb' }),
    (request, response) => signInByToken(request, response, deps),
  );

  router.post('/sign-out', async (request, response) => {
    const access = await authenticate(request, deps);
    if (access?.kind === 'session') {
      await db.transaction(async (tx) => {
        await noteSession(request, { ...deps, tx }, { access, what: 'sign-out', by: null });
        await removeAccess(tx, access.id);
      });
    }
    clearSessionCookie(response, isSecure(deps));
    response.redirect(303, '/');
  });
  return router;
}

async function signInByToken(request: Request, response: Response, deps: ApiDeps): Promise<void> {
  const { db, now } = deps;
  const secret = formText(request, 'token');
  const access =
    secret === null ? null : await findAccess(db, { secret, kind: 'token', now: now() });
  if (access === null) {
    await refuse(response, deps, 'This token is unknown or has expired.');
    return;
  }
  // A session never outlives the token it was made from.
  const { id: madeFromId, expiresAt: until } = access;
  const by = 'a token' as const;
  const session = { ...access, githubUserId: null, madeFromId, until, by };
  await startSession({ request, response }, session, deps);
}

async function refuse(response: Response, deps: ApiDeps, message: string): Promise<void> {
  const page = signInPage({ refusal: message, offersGitHub: await offersGitHub(deps) });
  response.status(401).set('Cache-Control', 'no-store').type('html').send(page);
}
