import { recordAudit, type AuditAction, type Transaction } from '@uplift/db';
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

type Noting = Pick<ApiDeps, 'logger' | 'now'> & {
  /** In which it was changed, so that nothing is changed without a note. */
  readonly tx: Transaction;
};

/** Notes who did what in the audit log and in the log: by which token or session, never its secret. */
export async function noteChange(
  request: Request,
  { tx, logger, now }: Noting,
  { action = 'change', ...changed }: Changed,
): Promise<void> {
  const { id, kind, name, role } = accessOf(request);
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
