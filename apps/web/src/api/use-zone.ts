import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../address/org-scope.ts';
import { meQuery } from './directory.ts';

/** The zone that times of the organisation are shown in; undefined, the reader's, until it is known. */
export function useZone(): string | undefined {
  const org = useOrg().toLowerCase();
  const { data } = useQuery(meQuery);
  return data?.organizations.find(({ login }) => login.toLowerCase() === org)?.zone;
}
