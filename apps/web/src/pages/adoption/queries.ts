import type { QueryClient } from '@tanstack/react-query';

import type { Scope } from '../../address/scope.ts';
import { adoptionQuery } from '../../api/adoption.ts';
import { changesQuery } from '../../api/changes.ts';

/** Asks for everything that the page shows, while its code is on its way. */
export function prefetchAdoption(queries: QueryClient, scope: Scope): void {
  void queries.prefetchQuery(adoptionQuery(scope));
  void queries.prefetchQuery(changesQuery(scope.org));
}
