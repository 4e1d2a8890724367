import '../../styles/comparisons.css';
import '../../styles/comparison-charts.css';

import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useOrg } from '../../address/org-scope.ts';
import { comparisonDetailQuery, type ComparisonDetail } from '../../api/comparison-detail.ts';
import { statusOf } from '../../api/problem-error.ts';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { AnswerCard } from './answer-card.tsx';
import { ChecksCard } from './checks-card.tsx';
import { EventStudyCard } from './event-study-card.tsx';
import { ExclusionsCard, HorizonsCard, MediansCard } from './figure-cards.tsx';
import { FactsStrip } from './facts-strip.tsx';
import { GuardsCard, RobustnessCard } from './forest-cards.tsx';
import { MethodCard } from './method-card.tsx';
import { ResultHead } from './result-head.tsx';
import { PreviewText } from './share.tsx';
import { UnsettledCard } from './unsettled-card.tsx';
import { usePrintedLight } from './use-printed-light.ts';

/** One question, and all that came of it. */
export function ResultPage() {
  const org = useOrg();
  const id = Number(useParams({ strict: false, select: ({ id: text }) => text ?? '' }));
  const isAsked = Number.isSafeInteger(id) && id > 0;
  const query = useQuery({ ...comparisonDetailQuery(org, id), enabled: isAsked });
  if (!isAsked || statusOf(query.error) === 404) return <Missing />;
  if (query.data !== undefined) return <Result comparison={query.data} />;
  return (
    <Frame title="Comparison">
      <section className="card" aria-label="The answer">
        {query.error === null ? (
          <Skeleton height={300} />
        ) : (
          <Broken what="The comparison" error={query.error} onRetry={() => void query.refetch()} />
        )}
      </section>
    </Frame>
  );
}

function Missing() {
  return (
    <Frame title="There is no such comparison">
      <p>
        It may be in another organisation.{' '}
        <Link to="/o/$org/comparisons" params={{ org: useOrg() }}>
          See all comparisons
        </Link>
        .
      </p>
    </Frame>
  );
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <title>{`${title} · Uplift`}</title>
      <div className="page-head">
        <h1>{title}</h1>
      </div>
      {children}
    </>
  );
}

function Result({ comparison }: { readonly comparison: ComparisonDetail }) {
  usePrintedLight();
  return (
    <>
      <title>{`${comparison.name} · ${useOrg()} · Uplift`}</title>
      <PreviewText comparison={comparison} />
      <ResultHead comparison={comparison} />
      <div className="grid">
        {comparison.status !== 'done' && <UnsettledCard comparison={comparison} />}
        {comparison.verdict !== undefined && <Answer comparison={comparison} />}
      </div>
    </>
  );
}

function Answer({ comparison }: { readonly comparison: ComparisonDetail }) {
  return (
    <>
      <AnswerCard comparison={comparison} />
      <FactsStrip comparison={comparison} />
      <div className="result-column result-column-wide">
        <EventStudyCard comparison={comparison} />
        <GuardsCard comparison={comparison} />
        <RobustnessCard comparison={comparison} />
        <HorizonsCard comparison={comparison} />
        <MediansCard comparison={comparison} />
      </div>
      <div className="result-column">
        <ChecksCard comparison={comparison} />
        <ExclusionsCard comparison={comparison} />
        <MethodCard comparison={comparison} />
      </div>
    </>
  );
}
