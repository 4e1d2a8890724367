import { ChangesQuery } from '@uplift/contracts';
import { DAY_MILLISECONDS, REQUIRED_WEEKS, startOfWeek, type Window } from '@uplift/metrics';
import { Router } from 'express';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { invalidRequest, parse } from '../http/parse.ts';
import { readChanges } from './read-changes.ts';

const DEFAULT_WEEKS = 12;
const MOST_WEEKS = 52;
const WEEK = 7 * DAY_MILLISECONDS;

/** `GET …/changes`: what moved beyond noise in the last full week. */
export function changesRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/changes', async (request, response) => {
    const { from, to } = parse(ChangesQuery, request.query, 'query');
    const now = deps.now();
    const weeks = weeksOf(from, to === undefined || to > now ? now : to);
    const { id } = await organizationOf(request, deps);
    response.json(await readChanges({ organizationId: id, ...weeks }, deps));
  });
}

/** The last full week before an instant, and the full weeks before that from another. */
function weeksOf(from: Date | undefined, to: Date): { week: Window; trailing: Window } {
  const end = startOfWeek(to);
  const start = new Date(end.getTime() - WEEK);
  const usual = new Date(start.getTime() - DEFAULT_WEEKS * WEEK);
  const first = from === undefined ? usual : startOfWeek(new Date(from.getTime() + WEEK - 1));
  const weeks = (start.getTime() - first.getTime()) / WEEK;
  if (weeks < REQUIRED_WEEKS || weeks > MOST_WEEKS) {
    const detail = `must be from ${REQUIRED_WEEKS} to ${MOST_WEEKS} weeks before the last full week`;
    throw invalidRequest([{ in: 'query', name: 'from', detail }]);
  }
  return { week: { from: start, to: end }, trailing: { from: first, to: start } };
}
