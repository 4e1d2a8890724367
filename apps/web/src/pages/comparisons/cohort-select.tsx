import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg } from '../../address/org-scope.ts';
import { cohortsQuery, type Cohort } from '../../api/cohorts.ts';

/** One of the saved cohorts. */
export function CohortSelect({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (id: number | null) => void;
}) {
  const org = useOrg();
  const cohorts = useQuery(cohortsQuery(org));
  const found: readonly Cohort[] = cohorts.data ?? [];
  if (cohorts.data?.length === 0) {
    return (
      <p className="step-note">
        No cohort was frozen yet.{' '}
        <Link to="/o/$org/cohorts" params={{ org }}>
          Freeze one
        </Link>
      </p>
    );
  }
  return (
    <label className="step-field">
      <span>{label}</span>
      <select
        className="field"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}
      >
        <option value="">Choose a cohort</option>
        {found.map(({ id, name, size }) => (
          <option key={id} value={id}>
            {name}, {size === null ? 'too few people to show' : `${size} people`}
          </option>
        ))}
      </select>
    </label>
  );
}
