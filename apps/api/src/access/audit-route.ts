import { AuditQuery, type AuditEntry, type AuditList } from '@uplift/contracts';
import { findAudit, withOrganization, type AuditRow } from '@uplift/db';
import { Router } from 'express';
import { z } from 'zod';

import type { ApiDeps } from '../deps.ts';
import { organizationOf } from '../directory/organization-of.ts';
import { pageById, readIdCursor } from '../http/cursor.ts';
import { parse } from '../http/parse.ts';
import { requireRole } from './authenticate.ts';

/** `GET …/audit`: who changed what. */
export function auditRoute(deps: ApiDeps): Router {
  return Router().get('/organizations/:org/audit', async (request, response) => {
    const { action = null, text = null, limit, cursor } = parse(AuditQuery, request.query, 'query');
    const before = readIdCursor(cursor);
    const { id } = await organizationOf(request, deps);
    requireRole(request, ['admin']);
    const filter = { before, limit: limit + 1, action, text };
    const rows = await withOrganization(deps.db, id, (tx) => findAudit(tx, filter));
    response.json(pageById(rows, limit, toEntry) satisfies AuditList);
  });
}

const Json = z.json();

function toEntry({ actor, actorKind, actorRole, ...row }: AuditRow): AuditEntry {
  return {
    ...row,
    at: row.at.toISOString(),
    before: Json.parse(row.before),
    after: Json.parse(row.after),
    actor: { name: actor, kind: actorKind, role: actorRole },
  };
}
