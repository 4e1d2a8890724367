import { useQuery } from '@tanstack/react-query';
import { ListFilter } from 'lucide-react';
import { useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { grains } from '../address/view.ts';
import { repositoriesQuery, teamsQuery } from '../api/directory.ts';
import { CopyLink } from './copy-link.tsx';
import { FilterSheet } from './filter-sheet.tsx';
import { AuthorshipFilter, ChoiceFilter } from './choice-filter.tsx';
import { Freshness } from './freshness.tsx';
import { NotUnderstood } from './not-understood.tsx';
import { PeriodFilter } from './period-filter.tsx';
import { useFilters } from './use-filters.ts';
import { viewWords } from './filter-words.ts';

/** The second row: what is looked at, and how fresh it is. It stays in sight. */
export function FilterBar() {
  const { view } = useFilters();
  const [isOpen, open] = useState(false);
  return (
    <div className="filters" role="region" aria-label="Filters">
      <div className="bar">
        <div className="wide filter-row">
          <Filters />
        </div>
        <button
          type="button"
          className="filter narrow filter-summary"
          aria-haspopup="dialog"
          onClick={() => open(true)}
        >
          <ListFilter aria-hidden="true" />
          <b>{viewWords(view, new Date())}</b>
        </button>
        <Freshness />
        <CopyLink />
      </div>
      <NotUnderstood />
      {isOpen && (
        <FilterSheet onClose={() => open(false)}>
          <Filters />
        </FilterSheet>
      )}
    </div>
  );
}

function Filters() {
  const org = useOrg();
  const { view, change } = useFilters();
  const teams = useQuery(teamsQuery(org)).data ?? [];
  const repositories = useQuery(repositoriesQuery(org)).data ?? [];
  return (
    <>
      <ChoiceFilter
        label="Team"
        choices={teams}
        value={view.team}
        onChange={(team) => change({ team })}
      />
      <ChoiceFilter
        label="Repository"
        choices={repositories}
        value={view.repository}
        onChange={(repository) => change({ repository })}
      />
      <PeriodFilter />
      <GrainFilter />
      <AuthorshipFilter />
    </>
  );
}

function GrainFilter() {
  const { view, change } = useFilters();
  return (
    <div className="segments" role="group" aria-label="Grain">
      {grains.map((grain) => (
        <button
          key={grain}
          type="button"
          aria-pressed={(view.grain ?? 'week') === grain}
          onClick={() => change({ grain })}
        >
          {{ day: 'Day', week: 'Week', month: 'Month' }[grain]}
        </button>
      ))}
    </div>
  );
}
