import { AdoptionQuery } from '@uplift/contracts';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { requireAtMostYears, resolveWindow, weeksUpTo } from '../http/window.ts';
import { readAdoption } from './read-adoption.ts';

const DEFAULT_WEEKS = 26;
const MAX_YEARS = 5;

/** `GET …/adoption`: who started, as counts. */
export function adoptionRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/adoption', async (request, response) => {
    const { from, to, by, tool } = parse(AdoptionQuery, request.query, 'query');
    const window = resolveWindow({
      from,
      to,
      defaultFrom: weeksUpTo(DEFAULT_WEEKS),
      now: deps.now(),
    });
    requireAtMostYears(window, MAX_YEARS);
    const { id } = await organizationOf(request, deps);
    const asked = { organizationId: id, window, by: by ?? null, tool: tool ?? null };
    response.json(await readAdoption(asked, deps));
  });
}
