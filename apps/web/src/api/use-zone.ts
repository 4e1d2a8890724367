import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../address/org-scope.ts';
import { meQuery, organizationOf } from './directory.ts';

/** The zone that times of the organisation are shown in; undefined, the reader's, until it is known. */
export function useZone(): string | undefined {
  return organizationOf(useQuery(meQuery).data, useOrg())?.zone;
}
