import { findOrganizations } from '@uplift/db';
import { Router, type Request, type RequestHandler, type Response } from 'express';

import { accessOf, authenticate, rememberAccess } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { canReach, webhookAddress } from '../github-app/examine-webhook.ts';
import { signInPage } from '../home/sign-in-page.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { checklist } from './checklist.ts';
import { beginCreation, finishCreation, forgetApp } from './create-app.ts';
import { noteInstallation } from './note-installation.ts';
import type { SetupDeps } from './setup-deps.ts';
import { planPage } from './setup-page.ts';
import { stepsScript } from './steps-view.ts';

const SUGGESTED = 50;

/**
 * Connecting GitHub: pages for an administrator of the whole service, or whoever holds the one-time
 * set-up link, which makes one of them. They work without a script.
 */
export function setupRoutes(deps: ApiDeps): Router {
  const router = Router();
  const { github } = deps;
  if (github === undefined) return router;
  const own: SetupDeps = { ...deps, github };
  const only = requireAdministrator(own);
  router.get('/assets/setup.js', (_request, response) => {
    response.type('js').set('Cache-Control', 'public, max-age=300').send(stepsScript);
  });
  router.get('/setup', only, (request, response) => showSetup(request, response, own));
  router.get('/setup/github', only, (request, response) => beginCreation(request, response, own));
  router.get('/setup/github/created', only, (request, response) =>
    finishCreation(request, response, own),
  );
  router.get('/setup/github/installed', only, (request, response) =>
    noteInstallation(request, response, own),
  );
  router.post('/setup/github/forget', only, (request, response) =>
    forgetApp(request, response, own),
  );
  return router;
}

function requireAdministrator(deps: SetupDeps): RequestHandler {
  return async (request, response, next) => {
    response.set('Cache-Control', 'no-store');
    const access = await authenticate(request, deps);
    if (access?.role === 'admin' && access.organizationId === null) {
      rememberAccess(request, access);
      next();
      return;
    }
    const words =
      access === null
        ? 'Connecting GitHub needs the one-time set-up link: a local server prints it when it starts, "uplift doctor" prints one at any time.'
        : 'Connecting GitHub needs an administrator of the whole service: "uplift doctor" prints a set-up link.';
    response
      .status(access === null ? 401 : 403)
      .type('html')
      .send(signInPage({ refusal: words, offersGitHub: false }));
  };
}

async function showSetup(request: Request, response: Response, deps: SetupDeps): Promise<void> {
  const shown = await checklist(baseUrlOf(request, deps), deps);
  response.type('html').send(shown ?? (await plan(request, deps)));
}

async function plan(request: Request, deps: SetupDeps): Promise<string> {
  const { github } = deps;
  const baseUrl = baseUrlOf(request, deps);
  const { organizationId: boundTo } = accessOf(request);
  const known = await findOrganizations(deps.db, { boundTo, after: null, limit: SUGGESTED });
  return planPage({
    baseUrl,
    isReachable: canReach(webhookAddress(baseUrl), github.host),
    canKeep: github.canKeep,
    organizations: known.map(({ login }) => login),
    offersCopilot: github.host.downloadHosts.length > 0,
  });
}
