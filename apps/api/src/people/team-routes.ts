import { TeamPath, type TeamMemberList, type TeamSummaryList } from '@uplift/contracts';
import { findTeamCorrections, findTeamMembers, withOrganization } from '@uplift/db';
import { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf, teamOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { readTeams } from './read-teams.ts';

/** Teams as counts, for everybody; their people by name, for administrators. */
export function teamRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/team-summaries', async (request, response) => {
    const { id } = await organizationOf(request, deps);
    const items = await withOrganization(db, id, (tx) => readTeams(tx, deps.now()));
    response.json({ items, nextCursor: null } satisfies TeamSummaryList);
  });

  router.get('/organizations/:org/teams/:team/members', async (request, response) => {
    const { team: name } = parse(TeamPath, request.params, 'path');
    const { id } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const found = await withOrganization(db, id, async (tx) => {
      const team = await teamOf(tx, name);
      if (team === null) throw new ProblemError({ status: 404, detail: `no team "${name}"` });
      const items = await findTeamMembers(tx, team.id);
      return { items, corrections: await findTeamCorrections(tx, team.id) };
    });
    response.json({ ...found, nextCursor: null } satisfies TeamMemberList);
  });
  return router;
}
