import '../../styles/comparisons.css';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { comparisonRowsQuery, type ComparisonRow } from '../../api/comparison-list.ts';
import { meQuery } from '../../api/directory.ts';
import { mayCompare } from '../../words/methods.ts';
import { claimNames } from '../../words/verdict.ts';
import { count } from '../../format/numbers.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { ComparisonTable } from './comparison-table.tsx';

type Claim = keyof typeof claimNames;
type Filter = Claim | 'all';

const claims: readonly Claim[] = [
  'effect',
  'associated',
  'no_material_change',
  'cannot_tell',
  'descriptive_only',
];

/** What has been asked here, and what came of it. */
export function ComparisonsPage() {
  const org = useOrg();
  const rows = useInfiniteQuery(comparisonRowsQuery(org));
  const mayAsk = mayCompare(useQuery(meQuery).data?.role);
  const listed = rows.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <title>{`Comparisons · ${org} · Uplift`}</title>
      <Head>{mayAsk && listed !== undefined && listed.length > 0 && <NewLink />}</Head>
      <section className="card" aria-label="Saved comparisons">
        {listed === undefined && rows.error === null && <Skeleton height={220} />}
        {rows.error !== null && (
          <Broken
            what="The list of comparisons"
            error={rows.error}
            onRetry={() => void rows.refetch()}
          />
        )}
        {listed?.length === 0 && <Empty mayAsk={mayAsk} />}
        {listed !== undefined && listed.length > 0 && <Listed rows={listed} />}
        {rows.hasNextPage && (
          <button
            type="button"
            className="button"
            disabled={rows.isFetchingNextPage}
            onClick={() => void rows.fetchNextPage()}
          >
            Show older ones
          </button>
        )}
      </section>
    </>
  );
}

function Head({ children }: { readonly children: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>Comparisons</h1>
        <p>
          Each asks one question of the data, and keeps its answer. Groups of people are frozen as{' '}
          <Link to="/o/$org/cohorts" params={{ org: useOrg() }}>
            cohorts
          </Link>
          .
        </p>
      </div>
      {children}
    </div>
  );
}

function NewLink() {
  return (
    <Link to="/o/$org/comparisons/new" params={{ org: useOrg() }} className="button button-primary">
      <Plus aria-hidden="true" />
      New comparison
    </Link>
  );
}

function Empty({ mayAsk }: { readonly mayAsk: boolean }) {
  return (
    <div className="empty">
      <h2>Nothing has been compared yet</h2>
      <p>
        A comparison asks whether adopting a tool changed how you ship: adopters against colleagues
        who had not adopted yet, in the same weeks. It needs 12 weeks before adoption, 4 after it,
        and 20 people who adopted.
      </p>
      {mayAsk ? <NewLink /> : <p>A champion, a manager or an administrator can make the first.</p>}
    </div>
  );
}

function Listed({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  const [filter, choose] = useState<Filter>('all');
  const shown = rows.filter(({ verdict }) => filter === 'all' || verdict?.claim === filter);
  return (
    <>
      <label className="filter list-filter">
        <span>Verdict</span>
        <select
          value={filter}
          onChange={({ target }) => choose(claims.find((claim) => claim === target.value) ?? 'all')}
        >
          <option value="all">All</option>
          {claims.map((claim) => (
            <option key={claim} value={claim}>
              {claimNames[claim]}
            </option>
          ))}
        </select>
      </label>
      {shown.length === 0 ? (
        <div className="absent">
          <p>
            <b>Nothing matches this filter.</b>
          </p>
          <p>None of the {count(rows.length)} comparisons listed has this verdict.</p>
          <button type="button" className="button" onClick={() => choose('all')}>
            Take the filter away
          </button>
        </div>
      ) : (
        <ComparisonTable rows={shown} />
      )}
    </>
  );
}
