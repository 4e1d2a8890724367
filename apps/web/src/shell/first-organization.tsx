import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';

import { organizationsQuery } from '../api/directory.ts';
import { Broken, Skeleton } from '../ui/states.tsx';
import { PlainPage } from './plain-page.tsx';

/** Leads to the first organisation that may be seen. */
export function FirstOrganization() {
  const { data, error, refetch } = useQuery(organizationsQuery);
  const first = data?.[0];
  if (first !== undefined) return <Navigate to="/o/$org" params={{ org: first }} replace />;
  if (error !== null) {
    return (
      <PlainPage title="Uplift">
        <Broken what="The list of organisations" error={error} onRetry={() => void refetch()} />
      </PlainPage>
    );
  }
  if (data === undefined) {
    return (
      <PlainPage title="Uplift">
        <Skeleton height={80} />
      </PlainPage>
    );
  }
  return (
    <PlainPage title="Nothing to measure yet">
      <p>Bring pull requests in, and the charts fill by themselves.</p>
      <ul className="steps">
        <li>
          <a href="/setup">Connect GitHub</a>, in one page, as an administrator of this service
        </li>
        <li>
          Or import history from a file: <code>npx uplift import FILE.ndjson</code>
        </li>
      </ul>
    </PlainPage>
  );
}
