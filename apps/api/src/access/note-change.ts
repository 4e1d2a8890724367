import {
  listOrganizationIds,
  recordAudit,
  withOrganization,
  type Access,
  type AuditAction,
  type Transaction,
} from '@uplift/db';
import type { Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { requestIdOf } from '../http/request-id.ts';
import { accessOf } from './authenticate.ts';

/** Something that somebody changed, or took away as a file. */
type Changed = {
  /** `change` unless told. */
  readonly action?: AuditAction;
  /** In words, such as `kind of an account`. */
  readonly what: string;
  readonly organizationId: number;
  readonly before: unknown;
  readonly after: unknown;
};

/** Adds to the transaction in which something is changed who did it. */
export type Note<Done> = (tx: Transaction, done: Done) => Promise<void>;

type Noting = Pick<ApiDeps, 'logger' | 'now'> & {
  /** In which it was changed, so that nothing is changed without a note. */
  readonly tx: Transaction;
};

/** Notes who did what in the audit log and in the log: by which token or session, never its secret. */
export async function noteChange(
  request: Request,
  noting: Noting,
  changed: Changed,
): Promise<void> {
  await note(request, { ...noting, access: accessOf(request) }, changed);
}

/** Whose session begins or ends, and by what: nothing that could open it. */
type SessionChange = {
  readonly access: Pick<Access, 'name' | 'role' | 'organizationId'>;
  readonly what: 'sign-in' | 'sign-out';
  /** Such as `GitHub`; null where there is nothing to tell. */
  readonly by: string | null;
};

/**
 * Notes that somebody came in or went out: in their organisation, inside it, or in each of them where
 * the session is good for all.
 */
export async function noteSession(
  request: Request,
  noting: Noting,
  { access, what, by }: SessionChange,
): Promise<void> {
  const { organizationId: own } = access;
  const ids = own === null ? await listOrganizationIds(noting.tx) : [own];
  const after = by === null ? null : { by };
  const who = { id: null, kind: 'session', ...access } as const;
  for (const organizationId of ids) {
    const changed = { action: 'session', what, organizationId, before: null, after } as const;
    await withOrganization(noting.tx, organizationId, (tx) =>
      note(request, { ...noting, tx, access: who }, changed),
    );
  }
}

type Who = Pick<Access, 'kind' | 'name' | 'role'> & { readonly id: number | null };

async function note(
  request: Request,
  { tx, logger, now, access }: Noting & { readonly access: Who },
  { action = 'change', ...changed }: Changed,
): Promise<void> {
  const { id, kind, name, role } = access;
  const requestId = request.res === undefined ? '' : requestIdOf(request.res);
  const { organizationId, what, before, after } = changed;
  await recordAudit(tx, organizationId, {
    at: now(),
    action,
    what,
    before,
    after,
    actor: name,
    actorKind: kind === 'session' ? 'session' : 'token',
    actorRole: role,
    requestId,
  });
  logger.info({ audit: action, ...changed, access: { id, kind, name, role }, requestId }, action);
}
