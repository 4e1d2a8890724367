import {
  MembershipRequest,
  MembershipReturn,
  TeamPath,
  type MembershipChange,
} from '@uplift/contracts';
import {
  deleteTeamCorrection,
  findAccount,
  withOrganization,
  type TeamPerson,
  type Transaction,
} from '@uplift/db';
import express, { Router, type Request } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf, teamOf } from '../directory/organization-of.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { requireJson } from '../http/require-json.ts';
import { correctMembership, previewMembership } from './correct-membership.ts';

const PLACE = '/organizations/:org/teams/:team/memberships';

/** When people were in a team, by the word of an administrator: looked at ahead, said, and given back. */
export function membershipRoutes(deps: ApiDeps): Router {
  const { db, queue, now } = deps;
  const router = Router();
  const json = express.json({ limit: '20kb' });

  router.post(`${PLACE}/preview`, json, async (request, response) => {
    const organizationId = await administered(request, deps);
    const asked = parse(MembershipRequest, request.body, 'body');
    const change = await withOrganization(db, organizationId, async (tx) =>
      previewMembership(tx, { ...(await pairOf(tx, request, asked.login)), times: asked.times }),
    );
    response.json(change satisfies MembershipChange);
  });

  router.post(PLACE, json, async (request, response) => {
    const organizationId = await administered(request, deps);
    const asked = parse(MembershipRequest, request.body, 'body');
    const change = await withOrganization(db, organizationId, async (tx) => {
      const pair = await pairOf(tx, request, asked.login);
      const said = { organizationId, ...pair, times: asked.times, at: now() };
      const corrected = await correctMembership(tx, said);
      const { before, after } = corrected;
      const what = `times of ${pair.login} in the team ${pair.slug}`;
      await noteChange(request, { ...deps, tx }, { what, organizationId, before, after });
      return corrected;
    });
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('recompute-rollups', { organizationId }, options).catch(() => {
      // The sweep rings again for days that are noted as stale.
    });
    response.json(change satisfies MembershipChange);
  });

  return router.use(returnRoute(deps));
}

function returnRoute(deps: ApiDeps): Router {
  const { db } = deps;
  return Router().post(
    `${PLACE}/return`,
    express.json({ limit: '20kb' }),
    async (request, response) => {
      const organizationId = await administered(request, deps);
      const { login } = parse(MembershipReturn, request.body, 'body');
      const returned = await withOrganization(db, organizationId, async (tx) => {
        const pair = await pairOf(tx, request, login);
        if (!(await deleteTeamCorrection(tx, pair))) {
          throw new ProblemError({ status: 404, detail: `no times of "${login}" were said here` });
        }
        const what = `times of ${pair.login} in the team ${pair.slug} given back to GitHub`;
        const noted = { what, organizationId, before: 'an administrator', after: 'GitHub' };
        await noteChange(request, { ...deps, tx }, noted);
        return { login: pair.login };
      });
      response.json(returned satisfies MembershipReturn);
    },
  );
}

/** The organisation of a request by an administrator of it, with a body. */
async function administered(request: Request, deps: ApiDeps): Promise<number> {
  const { id } = await organizationOf(request, deps);
  requireRole(request, ['admin']);
  requireJson(request);
  return id;
}

/** A team and a person with what they are called. */
type NamedPair = TeamPerson & { readonly login: string; readonly slug: string };

async function pairOf(tx: Transaction, request: Request, login: string): Promise<NamedPair> {
  const { team: name } = parse(TeamPath, request.params, 'path');
  const team = await teamOf(tx, name);
  if (team === null) throw new ProblemError({ status: 404, detail: `no team "${name}"` });
  const account = await findAccount(tx, login);
  if (account === null) {
    throw new ProblemError({ status: 404, detail: `nothing is known of "${login}" here` });
  }
  return { teamId: team.id, personId: account.id, login: account.login, slug: team.slug };
}
