import { ChampionRequest, type Champion, type ChampionList } from '@uplift/contracts';
import { findAccount, findChampions, saveChampion, withOrganization } from '@uplift/db';
import express, { Router } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf, teamOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { requireJson } from '../http/require-json.ts';

/** Who is champion of which team since when. */
export function championRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/champions', async (request, response) => {
    const { id } = await organizationOf(request, deps);
    const rows = await withOrganization(db, id, findChampions);
    const items = rows.map(({ team, login, from, to }) => ({ team, login, from, to }));
    response.json({ items, nextCursor: null } satisfies ChampionList);
  });

  router.post(
    '/organizations/:org/champions',
    express.json({ limit: '10kb' }),
    async (request, response) => {
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['admin']);
      requireJson(request);
      const asked = parse(ChampionRequest, request.body, 'body');
      const { from, to } = asked;
      const champion = await withOrganization(db, organizationId, async (tx) => {
        const team = await teamOf(tx, asked.team);
        const account = await findAccount(tx, asked.login);
        if (team === null || account === null) {
          const detail = `nothing is known of "${asked.login}" here`;
          throw new ProblemError({ status: 404, detail });
        }
        const kept = { teamId: team.id, personId: account.id, from, to };
        await saveChampion(tx, organizationId, kept);
        const after = { team: team.slug, login: account.login, from, to };
        const what = `champion of the team ${team.slug}`;
        const noted = { what, organizationId, before: null, after };
        await noteChange(request, { ...deps, tx }, noted);
        return after;
      });
      response.json(champion satisfies Champion);
    },
  );
  return router;
}
