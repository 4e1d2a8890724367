import type { Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { requestIdOf } from '../http/request-id.ts';
import { accessOf } from './authenticate.ts';

/** What left the service as a file. */
export type Exported = {
  /** In words, such as `comparison 7`. */
  readonly what: string;
  readonly organizationId: number;
};

/** Notes in the log who took what away as a file: by which token or session, never its secret. */
export function noteExport(
  request: Request,
  { logger }: Pick<ApiDeps, 'logger'>,
  { what, organizationId }: Exported,
): void {
  const { id, kind, name, role } = accessOf(request);
  const access = { id, kind, name, role };
  const requestId = request.res === undefined ? '' : requestIdOf(request.res);
  logger.info({ audit: 'export', what, organizationId, access, requestId }, 'exported');
}
