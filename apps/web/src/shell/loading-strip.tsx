import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from '../address/org-scope.ts';
import { healthQuery, loadingOf, type Loading } from '../api/health.ts';
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
  const turn = (
    <button
      type="button"
      className={isSmall ? 'quiet-button' : 'button'}
      aria-expanded={!isSmall}
      onClick={() => setSmall(!isSmall)}
    >
      {isSmall ? 'Tell more' : 'Make it a line'}
    </button>
  );
  return (
    <section className={isSmall ? 'loading-line' : 'loading-card'} aria-label="History is loading">
      {isSmall ? (
        <p role="status">History is loading: {words}</p>
      ) : (
        <Whole {...loading} words={words} />
      )}
      {turn}
    </section>
  );
}

function Whole({
  done,
  total,
  words,
}: Pick<Loading, 'done' | 'total'> & { readonly words: string }) {
  return (
    <div>
      <h2>History is loading, the newest first</h2>
      <p role="status">{words}</p>
      <p>Figures fill from the right; what is not here yet is left out, not counted as zero.</p>
      <progress
        aria-label="History"
        {...(total === null ? {} : { max: Math.max(1, total), value: Math.min(done, total) })}
      />
    </div>
  );
}
