import type { Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { requestIdOf } from '../http/request-id.ts';
import { accessOf } from './authenticate.ts';

/** Something that an administrator, a manager or a champion changed. */
export type Changed = {
  /** In words, such as `kind of an account`. */
  readonly what: string;
  readonly organizationId: number;
  readonly before: unknown;
  readonly after: unknown;
};

/** Notes in the log who changed what: by which token or session, never its secret. */
export function noteChange(
  request: Request,
  { logger }: Pick<ApiDeps, 'logger'>,
  changed: Changed,
): void {
  const { id, kind, name, role } = accessOf(request);
  const access = { id, kind, name, role };
  const requestId = request.res === undefined ? '' : requestIdOf(request.res);
  logger.info({ audit: 'change', ...changed, access, requestId }, 'changed');
}
