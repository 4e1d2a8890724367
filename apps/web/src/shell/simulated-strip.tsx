import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useOrg } from '../address/org-scope.ts';
import { meQuery, simulationOf } from '../api/directory.ts';
import { truthWords } from '../words/simulation.ts';

/** Says of a simulated organisation that it is one, and what is true of it, on every page. */
export function SimulatedStrip() {
  const org = useOrg();
  const simulation = simulationOf(useQuery(meQuery).data, org);
  if (simulation === null) return null;
  return (
    <aside className="strip" aria-label="Simulated data">
      <p className="bar">
        <span>
          <b>Simulated organisation.</b> Every number comes from a simulation whose truth we know:{' '}
          {truthWords(simulation)}.
        </span>
        <Link to="/o/$org/comparisons" params={{ org }}>
          Compare with the truth
        </Link>
        <a href="/setup">Connect GitHub</a>
      </p>
    </aside>
  );
}
