import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import {
  repositoriesQuery,
  repositoryNamesQuery,
  teamsQuery,
  type Choice,
} from '../api/directory.ts';
import { useFilters } from './use-filters.ts';

/**
 * Takes filters away that name a team or a repository that nobody knows, and tells which those were,
 * in words.
 */
export function useUnknownFilters(): readonly string[] {
  const org = useOrg();
  const { view, drop } = useFilters();
  const [dropped, setDropped] = useState<readonly string[]>([]);
  const teams = useQuery(teamsQuery(org)).data;
  const repositories = useQuery(repositoriesQuery(org)).data;
  const isDoubtful = isMissing(view.repository, repositories);
  // Those that are no longer shared keep their history, and can be looked at by who has a link.
  const everNamed = useQuery({ ...repositoryNamesQuery(org), enabled: isDoubtful }).data;
  const team = isMissing(view.team, teams) ? view.team : undefined;
  const repository =
    isDoubtful && isMissing(view.repository, everNamed) ? view.repository : undefined;
  useEffect(() => {
    if (team === undefined && repository === undefined) return;
    const words = [
      ...(team === undefined ? [] : [`team ${team}`]),
      ...(repository === undefined ? [] : [`repository ${repository}`]),
    ];
    setDropped((before) => [...before, ...words]);
    drop([
      ...(team === undefined ? [] : ['team' as const]),
      ...(repository === undefined ? [] : ['repository' as const]),
    ]);
  }, [team, repository, drop]);
  return dropped;
}

function isMissing(value: string | undefined, known: readonly Choice[] | undefined): boolean {
  if (value === undefined || known === undefined) return false;
  const wanted = value.toLowerCase();
  return known.every((one) => one.value.toLowerCase() !== wanted);
}
