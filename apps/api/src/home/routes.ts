import { findOrganization, findOrganizations, type Access, type OrganizationRow } from '@uplift/db';
import { Router, type Request } from 'express';

import { authenticate } from '../access/authenticate.ts';
import { offersGitHub } from '../access/signing-app.ts';
import type { ApiDeps } from '../deps.ts';
import { emptyPage, homePage } from './home-page.ts';
import { markFile, themeFile } from './layout.ts';
import { lettersIn } from './letters.ts';
import { readHome } from './read-home.ts';
import { signInPage } from './sign-in-page.ts';

import { stylesheetWith } from './stylesheet.ts';

const MOST_IN_SWITCH = 200;

/** The first page, which works without a script, and what it is dressed in. */
export function homeRoutes(deps: ApiDeps): Router {
  const router = Router();
  const stylesheet = stylesheetWith(lettersIn(deps.dashboardDirectory));
  router.get('/', async (request, response) => {
    const access = await authenticate(request, deps);
    response.set('Cache-Control', 'no-store').type('html');
    response.send(
      access === null
        ? signInPage({ refusal: null, offersGitHub: await offersGitHub(deps) })
        : await pageFor(request, access, deps),
    );
  });
  router.get('/assets/uplift.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'public, max-age=300').send(stylesheet);
  });
  router.get('/assets/theme.js', (_request, response) => {
    response.type('js').set('Cache-Control', 'public, max-age=300').send(themeFile);
  });
  router.get('/assets/mark.svg', (_request, response) => {
    response.type('svg').set('Cache-Control', 'public, max-age=86400').send(markFile);
  });
  return router;
}

async function pageFor(request: Request, access: Access, deps: ApiDeps): Promise<string> {
  const boundTo = access.organizationId;
  const organizations = await findOrganizations(deps.db, {
    boundTo,
    after: null,
    limit: MOST_IN_SWITCH,
  });
  const organization = await chosen(request, organizations, { deps, boundTo });
  if (organization === undefined) return emptyPage();
  return homePage(await readHome({ organization, organizations }, deps));
}

/** The one asked for, if it may be seen; else the first. */
async function chosen(
  request: Request,
  organizations: readonly OrganizationRow[],
  { deps, boundTo }: { readonly deps: ApiDeps; readonly boundTo: number | null },
): Promise<OrganizationRow | undefined> {
  const name = request.query['org'];
  if (typeof name !== 'string') return organizations[0];
  return (await findOrganization(deps.db, { name, boundTo })) ?? organizations[0];
}
