import {
  PeopleQuery,
  PersonChange,
  PersonPath,
  type Person,
  type PersonList,
} from '@uplift/contracts';
import {
  findAccount,
  findAccounts,
  lockOrganization,
  saveKindOverride,
  withOrganization,
  type AccountRow,
} from '@uplift/db';
import express, { Router, type Request } from 'express';

import { requireRole } from '../access/authenticate.ts';
import { noteChange } from '../access/note-change.ts';
import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { requireJson } from '../http/require-json.ts';

/** Accounts with what they are taken for, and an administrator's word on it. */
export function peopleRoutes(deps: ApiDeps): Router {
  const { db } = deps;
  const router = Router();

  router.get('/organizations/:org/people', async (request, response) => {
    const { limit, cursor, kind, login } = parse(PeopleQuery, request.query, 'query');
    const after = readIdCursor(cursor);
    const { id } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const filter = { after, limit: limit + 1, kind: kind ?? null, login: login ?? null };
    const rows = await withOrganization(db, id, (tx) => findAccounts(tx, filter));
    response.json(pageById(rows, limit, toPerson) satisfies PersonList);
  });

  router.patch(
    '/organizations/:org/people/:login',
    express.json({ limit: '10kb' }),
    async (request, response) => {
      const { login } = parse(PersonPath, request.params, 'path');
      const { id: organizationId } = await organizationOf(request, deps);
      requireRole(request, ['admin']);
      requireJson(request);
      const { kind } = parse(PersonChange, request.body, 'body');
      const changed = await changeKind({ organizationId, login, kind }, { deps, request });
      response.json(changed satisfies Person);
    },
  );
  return router;
}

/** Keeps the word, and rings if the account counts as something else now. */
async function changeKind(
  { organizationId, login, kind }: PersonChange & { organizationId: number; login: string },
  { deps, request }: { readonly deps: ApiDeps; readonly request: Request },
): Promise<Person> {
  const { db, queue } = deps;
  const { account, counts } = await withOrganization(db, organizationId, async (tx) => {
    // Before any row of a person, as who stores observations does: neither waits for the other in a ring.
    await lockOrganization(tx, organizationId);
    const found = await findAccount(tx, login);
    if (found === null) {
      throw new ProblemError({ status: 404, detail: `nothing is known of "${login}" here` });
    }
    const what = `kind of the account ${found.login}`;
    const noted = { what, organizationId, before: found.kindOverride, after: kind };
    await noteChange(request, { ...deps, tx }, noted);
    return { account: found, counts: await saveKindOverride(tx, found.id, kind) };
  });
  if (counts) {
    const options = { unlessWaiting: String(organizationId) };
    await queue.enqueue('refold-people', { organizationId }, options).catch(() => {
      // The sweep rings again for what is noted in the row.
    });
  }
  return toPerson({ ...account, kindOverride: kind });
}

function toPerson({ kind, kindOverride, ...account }: AccountRow): Person {
  return {
    ...account,
    kind: kindOverride ?? kind,
    recognised: kind,
    override: kindOverride,
  };
}
