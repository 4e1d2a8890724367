import type { Request } from 'express';

import type { ApiDeps } from '../deps.ts';

/** Where people reach this service, without a slash at the end: as is set, else as they just did. */
export function baseUrlOf(request: Request, { baseUrl }: Pick<ApiDeps, 'baseUrl'>): string {
  return baseUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;
}
