import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import { useScope, useView } from '../../address/org-scope.ts';
import { adoptionQuery, type Adoption } from '../../api/adoption.ts';
import { Pager, stretchOf } from '../../ui/pager.tsx';

/** Adoption of everybody, and of the teams of the page that the address asks for. */
export function useTeamsPage(): UseQueryResult<Adoption> {
  const { page } = useView();
  return useQuery({
    ...adoptionQuery(useScope()),
    select: (adoption) => teamsOfPage(adoption, page),
  });
}

function teamsOfPage(adoption: Adoption, page: string | undefined): Adoption {
  const everybody = adoption.groups.filter(({ key }) => key === 'all');
  const teams = adoption.groups.filter(({ key }) => key !== 'all');
  const { from, to } = stretchOf(page === undefined ? {} : { page }, teams.length);
  return { ...adoption, groups: [...everybody, ...teams.slice(from, to)] };
}

/** The ways to the other teams, where there are too many for one page. */
export function TeamsPager() {
  const groups = useQuery(adoptionQuery(useScope())).data?.groups ?? [];
  return <Pager total={groups.filter(({ key }) => key !== 'all').length} what="teams" />;
}
