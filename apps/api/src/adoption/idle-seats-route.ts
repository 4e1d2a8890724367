import type { IdleSeats } from '@uplift/contracts';
import { findIdleSeats, withOrganization } from '@uplift/db';
import { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';

/** `GET …/seats/idle`: names, so for administrators alone, and never without a note in the log. */
export function idleSeatsRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/seats/idle', async (request, response) => {
    const { id: organizationId } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const { day, seats } = await withOrganization(deps.db, organizationId, async (tx) => {
      const what = 'names of idle seats';
      const noted = { action: 'export', what, organizationId, before: null, after: null } as const;
      await noteChange(request, { ...deps, tx }, noted);
      return findIdleSeats(tx);
    });
    const told = seats.map((seat) => ({ ...seat, teams: [...seat.teams] }));
    response.set('Cache-Control', 'no-store').json({ day, seats: told } satisfies IdleSeats);
  });
}
