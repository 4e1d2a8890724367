import { createHash } from 'node:crypto';

import type { Request, Response, Router } from 'express';

import type { ServerContext } from '../context.ts';
import { notFound } from '../http/errors.ts';
import type { AppRecord } from '../state/records.ts';
import type { Visit } from './pages.ts';
import { createPages, fieldOf, withQuery } from './pages.ts';
import { REFRESH_SECONDS } from './sign-ins.ts';

const TROUBLES =
  'https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors';

/** The web flow: people sign in at GitHub and come back with a code, which is good for a token. */
export function addSignIn(router: Router, context: ServerContext): void {
  const pages = createPages(router, context);
  pages.on('get', '/login/oauth/authorize', (visit) => authorize(visit, context));
  router.post('/login/oauth/access_token', (request, response) => {
    response.locals['route'] = 'POST /login/oauth/access_token';
    sendGrant(request, response, grantOf(request, context));
  });
}

function authorize(visit: Visit, context: ServerContext): void {
  const { field, response } = visit;
  const { state, signIns, visitors } = context;
  const app = state.appBy(field('client_id') ?? '');
  if (app === null) throw notFound();
  const asked = field('redirect_uri') ?? null;
  const { callbackUrls } = app.pages;
  const [usual] = callbackUrls;
  if (usual === undefined) throw notFound();
  const back = (goal: string, query: Readonly<Record<string, string | undefined>>): void => {
    response.redirect(withQuery(goal, { ...query, state: field('state') }));
  };
  if (asked !== null && !callbackUrls.includes(asked)) {
    back(usual, refusals.redirect_uri_mismatch);
    return;
  }
  const goal = asked ?? usual;
  if (!visitors.agrees()) {
    back(goal, refusals.access_denied);
    return;
  }
  const hinted = state.accountByLogin(field('login') ?? '');
  const account = hinted ?? visit.visitor;
  const challenge = field('code_challenge') ?? null;
  back(goal, {
    code: signIns.offerConsent({ appId: app.id, account, redirectUri: asked, challenge }),
  });
}

const refusals = {
  access_denied: {
    error: 'access_denied',
    error_description: 'The user has denied your application access.',
    error_uri: `${TROUBLES}/#access-denied`,
  },
  redirect_uri_mismatch: {
    error: 'redirect_uri_mismatch',
    error_description:
      'The redirect_uri MUST match the registered callback URL for this application.',
    error_uri: `${TROUBLES}/#redirect-uri-mismatch`,
  },
} as const;

type Grant = Readonly<Record<string, string | number>>;

const WRONG = 'passed is incorrect or expired.';

const errors = {
  incorrect_client_credentials: 'The client_id and/or client_secret passed are incorrect.',
  redirect_uri_mismatch:
    'The redirect_uri MUST match the registered callback URL for this application.',
  bad_verification_code: `The code ${WRONG}`,
  bad_refresh_token: `The refresh token ${WRONG}`,
  unsupported_grant_type: 'The grant type is not supported.',
} as const;

/** GitHub answers errors of this exchange with 200. */
function refused(error: keyof typeof errors): Grant {
  const page =
    'https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors';
  const error_uri = `${page}/#${error.replaceAll('_', '-')}`;
  return { error, error_description: errors[error], error_uri };
}

function grantOf(request: Request, context: ServerContext): Grant {
  const { client_id: id = '', client_secret: secret } = credentialsOf(request);
  const app = context.state.appBy(id);
  if (app === null || app.clientId !== id || app.clientSecret !== secret) {
    return refused('incorrect_client_credentials');
  }
  switch (fieldOf(request, 'grant_type')) {
    case undefined:
    case 'authorization_code':
      return codeGrant(request, app, context);
    case 'refresh_token':
      return refreshGrant(request, app, context);
    default:
      return refused('unsupported_grant_type');
  }
}

/** In the form, the address, or as user name and password. */
export function credentialsOf(request: Request): {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
} {
  const [, basic] = /^basic\s+(.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (basic === undefined) {
    const field = (name: string) => fieldOf(request, name);
    return { client_id: field('client_id'), client_secret: field('client_secret') };
  }
  const [client_id, client_secret] = Buffer.from(basic, 'base64').toString().split(':');
  return { client_id, client_secret };
}

function codeGrant(request: Request, app: AppRecord, context: ServerContext): Grant {
  const consent = context.signIns.takeConsent(fieldOf(request, 'code') ?? '');
  if (consent === null || consent.appId !== app.id) return refused('bad_verification_code');
  const redirectUri = fieldOf(request, 'redirect_uri');
  const { callbackUrls } = app.pages;
  const expected = consent.redirectUri ?? callbackUrls[0];
  if (redirectUri !== undefined && redirectUri !== expected)
    return refused('redirect_uri_mismatch');
  const verifier = fieldOf(request, 'code_verifier') ?? '';
  if (consent.challenge !== null && challengeOf(verifier) !== consent.challenge) {
    return refused('bad_verification_code');
  }
  return issued(consent.account, app, context);
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

function refreshGrant(request: Request, app: AppRecord, context: ServerContext): Grant {
  const found = context.signIns.takeRefresh(fieldOf(request, 'refresh_token') ?? '');
  if (found === null || found.appId !== app.id) return refused('bad_refresh_token');
  context.tokens.revoke(found.accessToken);
  return issued(found.account, app, context);
}

function issued(
  account: Visit['visitor'],
  { id: appId }: AppRecord,
  { tokens, signIns, now }: ServerContext,
): Grant {
  const { token: accessToken, expiresAt } = tokens.issueForUser(account, appId);
  return {
    access_token: accessToken,
    expires_in: Math.round((expiresAt.getTime() - now().getTime()) / 1000),
    refresh_token: signIns.offerRefresh({ appId, account, accessToken }),
    refresh_token_expires_in: REFRESH_SECONDS,
    scope: '',
    token_type: 'bearer',
  };
}

/** JSON for those who ask for it, else the encoding of forms. */
function sendGrant(request: Request, response: Response, grant: Grant): void {
  if (request.accepts(['application/x-www-form-urlencoded', 'json']) === 'json') {
    response.json(grant);
    return;
  }
  const pairs = Object.entries(grant).map(([key, value]) => [key, String(value)]);
  response.type('application/x-www-form-urlencoded');
  response.send(new URLSearchParams(Object.fromEntries(pairs)).toString());
}
