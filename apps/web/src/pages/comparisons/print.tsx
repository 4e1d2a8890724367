import '../../styles/comparisons.css';
import '../../styles/comparison-charts.css';
import '../../styles/print.css';

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { useIsSimulated } from '../../address/use-is-simulated.ts';
import { comparisonDetailQuery, type ComparisonDetail } from '../../api/comparison-detail.ts';
import { useZone } from '../../api/use-zone.ts';
import { moment } from '../../format/dates.ts';
import { questionWords } from '../../words/result.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { AnswerCard } from './answer-card.tsx';
import { ChecksCard } from './checks-card.tsx';
import { EventStudyCard } from './event-study-card.tsx';
import { ExclusionsCard } from './figure-cards.tsx';
import { FactsStrip } from './facts-strip.tsx';
import { GuardsCard, RobustnessCard } from './forest-cards.tsx';
import { MethodCard } from './method-card.tsx';

/** An answer on paper: the answer, and on a page of its own why it can be believed. */
export function PrintPage() {
  const org = useOrg();
  const id = useParams({ strict: false, select: ({ id: text }) => text ?? '' });
  const query = useQuery(comparisonDetailQuery(org, Number(id)));
  useWhitePaper();
  return (
    <main className="print-view">
      <p className="print-tools">
        <Link to="/o/$org/comparisons/$id" params={{ org, id }} className="button">
          <ArrowLeft aria-hidden="true" />
          Back to the answer
        </Link>
        <button type="button" className="button button-primary" onClick={() => print()}>
          <Printer aria-hidden="true" />
          Print, or save as PDF
        </button>
      </p>
      {query.error !== null && (
        <Broken what="The comparison" error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Skeleton height={300} />}
      {query.data !== undefined && <Sheets comparison={query.data} />}
    </main>
  );
}

function Sheets({ comparison }: { readonly comparison: ComparisonDetail }) {
  const org = useOrg();
  const title = `${useIsSimulated() ? 'Simulated: ' : ''}${comparison.name}`;
  return (
    <>
      <title>{`${title} · ${org} · Uplift`}</title>
      <section className="sheet-of-paper" aria-label="The answer">
        <Head comparison={comparison} title={title} />
        {comparison.verdict === undefined ? (
          <p>There is no answer yet.</p>
        ) : (
          <>
            <AnswerCard comparison={comparison} />
            <FactsStrip comparison={comparison} />
            <EventStudyCard comparison={comparison} />
          </>
        )}
        <Foot comparison={comparison} />
      </section>
      {comparison.verdict !== undefined && (
        <section className="sheet-of-paper" aria-label="Why it can be believed">
          <div className="print-columns">
            <div>
              <ChecksCard comparison={comparison} />
              <ExclusionsCard comparison={comparison} />
            </div>
            <div>
              <GuardsCard comparison={comparison} />
              <RobustnessCard comparison={comparison} />
              <MethodCard comparison={comparison} />
            </div>
          </div>
          <Foot comparison={comparison} />
        </section>
      )}
    </>
  );
}

function Head({
  comparison,
  title,
}: {
  readonly comparison: ComparisonDetail;
  readonly title: string;
}) {
  return (
    <header className="print-head">
      <h1>{title}</h1>
      <p>{[useOrg(), ...questionWords(comparison)].join(' · ')}</p>
    </header>
  );
}

function Foot({
  comparison: { data, frozen, finishedAt },
}: {
  readonly comparison: ComparisonDetail;
}) {
  const zone = useZone();
  const computed = data?.computedAt ?? finishedAt;
  const when = computed === null ? '' : `computed ${moment(new Date(computed), zone)}`;
  const address = `${location.origin}${location.pathname.replace(/\/print$/, '')}`;
  return (
    <footer className="print-foot">
      <span>{address}</span>
      <span>{[when, frozen ? 'frozen' : ''].filter(Boolean).join(' · ')}</span>
    </footer>
  );
}

/** Paper is white, and shows every detail. */
function useWhitePaper(): void {
  useEffect(() => {
    const root = document.documentElement;
    const before = root.dataset['theme'];
    root.dataset['theme'] = 'light';
    return () => {
      if (before === undefined) delete root.dataset['theme'];
      else root.dataset['theme'] = before;
    };
  }, []);
}
