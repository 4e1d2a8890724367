import { useQuery } from '@tanstack/react-query';

import { meQuery, simulationOf } from '../api/directory.ts';
import { useOrg } from './org-scope.ts';

/** Whether what is shown comes from a simulation, which has to be said wherever it goes. */
export function useIsSimulated(): boolean {
  return simulationOf(useQuery(meQuery).data, useOrg()) !== null;
}
