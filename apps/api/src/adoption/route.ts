import { AdoptionQuery } from '@uplift/contracts';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { measuredWindow } from '../http/window.ts';
import { readAdoption } from './read-adoption.ts';

/** `GET …/adoption`: who started, as counts. */
export function adoptionRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/adoption', async (request, response) => {
    const { from, to, by, tool } = parse(AdoptionQuery, request.query, 'query');
    const window = measuredWindow({ from, to }, deps.now());
    const { id } = await organizationOf(request, deps);
    const asked = { organizationId: id, window, by: by ?? null, tool: tool ?? null };
    response.json(await readAdoption(asked, deps));
  });
}
