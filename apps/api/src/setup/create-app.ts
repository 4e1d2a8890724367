import { beginVisit, endVisit, removeGitHubApp } from '@uplift/db';
import { convertManifest, isGitHubError } from '@uplift/github/client';
import type { Request, Response } from 'express';

import { ensureBrowserCookie, readBrowserCookie } from '../access/browser-cookie.ts';
import { isSecure } from '../access/start-session.ts';
import { accessOf, refuseForeignSites } from '../access/authenticate.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { queryText } from '../http/fields.ts';
import { manifestFor, registrationPage } from './manifest.ts';
import type { SetupDeps } from './setup-deps.ts';
import { handOverPage, setupTroublePage } from './setup-page.ts';

const HOUR_MS = 3_600_000;
/** GitHub's rule for logins. */
const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;

/** Shows what GitHub will be told, with the button that tells it. */
export async function beginCreation(
  request: Request,
  response: Response,
  deps: SetupDeps,
): Promise<void> {
  const { github, db, now } = deps;
  const owner = queryText(request, 'owner');
  if (owner !== null && !LOGIN.test(owner)) {
    const words = 'This is no name of an organisation: take the one in its address at GitHub.';
    return trouble(response, 400, words);
  }
  if ((await appInUse(deps)) !== null || !github.canKeep) return response.redirect(303, '/setup');

  const wish = {
    owner,
    withCopilot: queryText(request, 'copilot') === 'yes',
    baseUrl: baseUrlOf(request, deps),
    host: github.host,
  };
  const browser = ensureBrowserCookie(request, response, { secure: isSecure(deps) });
  const expiresAt = new Date(now().getTime() + HOUR_MS);
  const visit = { purpose: 'create_app', browser, now: now(), expiresAt } as const;
  const action = registrationPage(wish, await beginVisit(db, visit));
  allowFormTo(new URL(github.host.webUrl).origin, response);
  response.type('html').send(handOverPage({ owner, manifest: manifestFor(wish), action }));
}

/** GitHub has made the App and hands it over: once, to the browser that asked for it. */
export async function finishCreation(
  request: Request,
  response: Response,
  deps: SetupDeps,
): Promise<void> {
  const { github, db, now, logger } = deps;
  const [state, code] = [queryText(request, 'state'), queryText(request, 'code')];
  const browser = readBrowserCookie(request);
  const isOwn =
    state !== null &&
    browser !== null &&
    (await endVisit(db, { purpose: 'create_app', state, browser, now: now() }));
  if (!isOwn || code === null) {
    const words =
      'This return from GitHub was not begun in this browser within the last hour, or was used already.';
    return trouble(response, 400, words);
  }
  try {
    const handed = await convertManifest({ code }, { github: github.anonymous });
    const { id, slug, name, htmlUrl, clientId, clientSecret, privateKey, webhookSecret } = handed;
    const credentials = { privateKey, webhookSecret, signIn: { clientId, clientSecret } };
    await github.keep({ id, slug, name, htmlUrl, clientId, credentials });
    const { id: by, name: byName } = accessOf(request);
    logger.info({ audit: 'github-app', app: { id, slug }, access: { by, byName } }, 'App created');
    response.redirect(303, `${htmlUrl}/installations/new`);
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    logger.warn({ err: error }, 'the App could not be taken over');
    const words = `GitHub did not hand the App over (${error.kind}). If it was made, delete it at GitHub and begin again.`;
    trouble(response, 502, words);
  }
}

/** Lets the App that was made here go, so that another can be made. */
export async function forgetApp(
  request: Request,
  response: Response,
  deps: SetupDeps,
): Promise<void> {
  refuseForeignSites(request, accessOf(request));
  const kept = await deps.github.kept();
  if (kept !== null) {
    await removeGitHubApp(deps.db, kept.id);
    deps.logger.info({ audit: 'github-app', app: kept }, 'App forgotten');
  }
  response.redirect(303, '/setup');
}

/** What cannot be read counts as there: it is not to be replaced by chance. */
async function appInUse({ github }: SetupDeps): Promise<object | null> {
  return (await github.kept()) ?? (await github.app({ fresh: true }));
}

function trouble(response: Response, status: number, words: string): void {
  response.status(status).type('html').send(setupTroublePage(words));
}

/** The page's form leads to GitHub, which the policy of all other pages forbids. */
function allowFormTo(origin: string, response: Response): void {
  const name = 'Content-Security-Policy';
  const policy = String(response.getHeader(name) ?? '');
  response.set(name, policy.replace("form-action 'self'", `form-action 'self' ${origin}`));
}
