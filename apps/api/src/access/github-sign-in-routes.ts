import { beginVisit, endVisit } from '@uplift/db';
import {
  authorizeUrl,
  createTokenClient,
  exchangeCode,
  isGitHubError,
  readViewer,
} from '@uplift/github/client';
import { Router, type Request, type Response } from 'express';

import type { ApiDeps } from '../deps.ts';
import type { GitHubAccess } from '../github-app/github-access.ts';
import { signInPage } from '../home/sign-in-page.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { queryText } from '../http/fields.ts';
import {
  challengeOf,
  ensureBrowserCookie,
  readBrowserCookie,
  verifierOf,
} from './browser-cookie.ts';
import { belongingsOf, type GitHubPerson } from './membership.ts';
import { signingApp, type SigningApp } from './signing-app.ts';
import { isSecure, startSession } from './start-session.ts';

type SignInDeps = ApiDeps & { readonly github: GitHubAccess };

const VISIT_MS = 600_000;
const CALLBACK = '/auth/github/callback';

/** Signing in at GitHub, through the App: who belongs to an organisation that has it may come in. */
export function gitHubSignInRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { github } = deps;
  if (github === undefined) return router;
  const own: SignInDeps = { ...deps, github };
  router.get('/auth/github', (request, response) => leaveForGitHub(request, response, own));
  router.get(CALLBACK, (request, response) => comeBack(request, response, own));
  return router;
}

async function leaveForGitHub(request: Request, response: Response, deps: SignInDeps) {
  const { db, now, github } = deps;
  response.set('Cache-Control', 'no-store');
  const app = await signingApp(deps);
  if (app === null) {
    return refuse(response, 404, 'Nobody can sign in by GitHub yet: the App is not set up.');
  }
  const browser = ensureBrowserCookie(request, response, { secure: isSecure(deps) });
  const expiresAt = new Date(now().getTime() + VISIT_MS);
  const visit = { purpose: 'sign_in', browser, now: now(), expiresAt } as const;
  const state = await beginVisit(db, visit);
  response.redirect(
    303,
    authorizeUrl({
      host: github.host,
      clientId: app.signIn.clientId,
      redirectUri: `${baseUrlOf(request, deps)}${CALLBACK}`,
      state,
      codeChallenge: challengeOf(verifierOf(browser, state)),
    }),
  );
}

async function comeBack(request: Request, response: Response, deps: SignInDeps) {
  response.set('Cache-Control', 'no-store');
  const [state, browser] = [queryText(request, 'state'), readBrowserCookie(request)];
  const { db, now, logger } = deps;
  const isOwn =
    state !== null &&
    browser !== null &&
    (await endVisit(db, { purpose: 'sign_in', state, browser, now: now() }));
  const [code, app] = [queryText(request, 'code'), await signingApp(deps)];
  if (!isOwn || app === null) {
    return refuse(response, 400, 'This sign-in was not begun here, or took too long. Try again.');
  }
  if (code === null) return refuse(response, 401, 'GitHub did not sign you in. Try again.');
  try {
    const redirectUri = `${baseUrlOf(request, deps)}${CALLBACK}`;
    const codeVerifier = verifierOf(browser, state);
    const person = await personBehind({ code, redirectUri, codeVerifier }, app, deps);
    await letIn(person, { request, response }, { deps, app });
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    logger.warn({ err: error }, 'a sign-in by GitHub failed');
    refuse(response, 502, 'GitHub did not answer as expected. Try again in a minute.');
  }
}

type Return = {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string;
};

/** The person's token is used for this one question and kept nowhere. */
async function personBehind(
  back: Return,
  { signIn }: SigningApp,
  { github }: SignInDeps,
): Promise<GitHubPerson> {
  const { accessToken } = await exchangeCode({ ...signIn, ...back }, { github: github.anonymous });
  const client = createTokenClient({ host: github.host, token: accessToken });
  const { id, login } = await readViewer({}, { github: client });
  return { githubId: id, login };
}

async function letIn(
  person: GitHubPerson,
  exchange: { readonly request: Request; readonly response: Response },
  { deps, app }: { readonly deps: SignInDeps; readonly app: SigningApp },
): Promise<void> {
  const { db, logger } = deps;
  const [first] = await belongingsOf(person, { db, app });
  const { login: name, githubId: githubUserId } = person;
  logger.info({ audit: 'sign-in', name, githubUserId, let: first !== undefined }, 'sign-in');
  if (first === undefined) {
    const words = `${name} belongs to no organisation for which Uplift is installed.`;
    return refuse(exchange.response, 403, words);
  }
  const { organization, role } = first;
  const { organizationId } = organization;
  const who = { name, role, organizationId, githubUserId };
  const session = { ...who, madeFromId: null, until: null, by: 'GitHub' } as const;
  await startSession(exchange, session, deps);
}

function refuse(response: Response, status: number, words: string): void {
  response
    .status(status)
    .type('html')
    .send(signInPage({ refusal: words, offersGitHub: status !== 404 }));
}
