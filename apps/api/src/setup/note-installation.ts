import type { Request, Response } from 'express';

import { syncInstallations } from '../github-app/sync-installations.ts';
import { baseUrlOf } from '../http/base-url.ts';
import { queryText } from '../http/fields.ts';
import { checklist } from './checklist.ts';
import type { SetupDeps } from './setup-deps.ts';

/**
 * Somebody comes from GitHub's page of installing. What the address says is not believed: GitHub is
 * asked where the App is installed.
 */
export async function noteInstallation(
  request: Request,
  response: Response,
  deps: SetupDeps,
): Promise<void> {
  const isRequest = queryText(request, 'setup_action') === 'request';
  const outcome = await syncInstallations(deps);
  const claimed = Number(queryText(request, 'installation_id') ?? Number.NaN);
  const found = outcome?.find(({ installationId }) => installationId === claimed);
  const news = isRequest
    ? 'An owner of the organisation was asked to install the App.'
    : found === undefined
      ? 'GitHub does not say that the App was installed just now.'
      : `Installed for ${found.login}: its history is being fetched.`;
  const shown = await checklist(baseUrlOf(request, deps), deps, news);
  if (shown === null) response.redirect(303, '/setup');
  else response.type('html').send(shown);
}
