import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../address/org-scope.ts';
import { comparisonsQuery } from '../api/comparisons.ts';
import { repositoriesQuery, teamsQuery } from '../api/directory.ts';
import { measuresQuery } from '../api/measures.ts';
import { topicGuide } from '../words/guide-topics.ts';
import type { Target } from './find.ts';
import { pageLinks } from './pages.ts';

const GUIDE: Target = { kind: 'guide', name: 'How everything is computed', key: '' };

/** What can be searched: pages, the guide, teams, repositories, comparisons. Never people. */
export function useTargets(): { readonly targets: readonly Target[]; readonly isWhole: boolean } {
  const org = useOrg();
  const teams = useQuery(teamsQuery(org));
  const repositories = useQuery(repositoriesQuery(org));
  const comparisons = useQuery(comparisonsQuery(org));
  const measures = useQuery(measuresQuery(org));
  const targets = [
    ...pageLinks.map(({ to, title }): Target => ({ kind: 'page', name: title, key: to })),
    ...choices('team', teams.data),
    ...choices('repository', repositories.data),
    ...(comparisons.data ?? []).map(({ id, name }): Target => ({
      kind: 'comparison',
      name,
      key: String(id),
    })),
    GUIDE,
    ...(measures.data ?? []).map(({ id, title }): Target => ({
      kind: 'guide',
      name: title,
      key: id,
    })),
    ...Object.entries(topicGuide).map(([id, { title }]): Target => ({
      kind: 'guide',
      name: title,
      key: id,
    })),
  ];
  const isWhole = [teams, repositories, comparisons, measures].every(({ isPending }) => !isPending);
  return { targets, isWhole };
}

function choices(
  kind: 'team' | 'repository',
  found: readonly { readonly value: string; readonly label: string }[] = [],
): readonly Target[] {
  return found.map(({ value, label }) => ({ kind, name: label, key: value }));
}
