import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { healthQuery, loadingOf } from '../api/health.ts';
import { useZone } from '../api/use-zone.ts';
import { loadingWords } from '../words/loading.ts';

/** While history loads: how far it is, on every page; it can be made a line, not sent away. */
export function LoadingStrip() {
  const { data } = useQuery(healthQuery(useOrg()));
  const zone = useZone();
  const [isSmall, setSmall] = useState(false);
  const loading = data === undefined ? null : loadingOf(data);
  if (loading === null) return null;
  const words = loadingWords(loading, zone);
  if (isSmall) {
    return (
      <p className="loading-line bar" role="status">
        History is loading: {words}
      </p>
    );
  }
  const { done, total } = loading;
  return (
    <section className="loading-card" aria-label="History is loading">
      <div>
        <h2>History is loading, the newest first</h2>
        <p role="status">{words}</p>
        <p>Figures fill from the right; what is not here yet is left out, not counted as zero.</p>
        <progress
          aria-label="History"
          {...(total === null ? {} : { max: Math.max(1, total), value: Math.min(done, total) })}
        />
      </div>
      <button type="button" className="button" onClick={() => setSmall(true)}>
        Make it a line
      </button>
    </section>
  );
}
