import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { teamsQuery } from '../../api/directory.ts';

/** Teams, any number of which can be ticked. */
export function TeamChecks({
  label,
  chosen,
  onChange,
}: {
  readonly label: string;
  /** Slugs. */
  readonly chosen: readonly string[];
  readonly onChange: (slugs: readonly string[]) => void;
}) {
  const teams = useQuery(teamsQuery(useOrg())).data ?? [];
  const flip = (slug: string) =>
    chosen.includes(slug) ? chosen.filter((one) => one !== slug) : [...chosen, slug];
  if (teams.length === 0) return <p className="step-note">No teams are known here.</p>;
  return (
    <div className="check-list" role="group" aria-label={label}>
      {teams.map(({ value, label: name }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={() => onChange(flip(value))}
          />
          {name}
        </label>
      ))}
    </div>
  );
}
