import '../../styles/comparisons.css';
import '../../styles/cycle-time.css';
import '../../styles/guide.css';

import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { measuresQuery, type MeasureEntry, type MeasureId } from '../../api/measures.ts';
import { seriesQuery } from '../../api/series.ts';
import { settledPoint } from '../../charts/series-readings.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { Crumbs } from '../../ui/crumbs.tsx';
import {
  directionWords,
  settledWords,
  statisticWords,
  unitWords,
  type GuideId,
  type GuideWords,
  type MeasureGuide,
  type TopicId,
} from '../../words/guide.ts';
import { measureGuide } from '../../words/guide-measures.ts';
import { isTopic, topicGuide } from '../../words/guide-topics.ts';
import { RulesCard } from './rules-card.tsx';
import { bucketArithmetic } from './week-sum.ts';
import { WorkedCard } from './worked-card.tsx';

/** How one thing is computed, and the sum done on what the reader looks at. */
export function GuideEntryPage() {
  const org = useOrg();
  const id = useParams({ from: '/o/$org/guide/$measure', select: ({ measure }) => measure });
  const measures = useQuery({ ...measuresQuery(org), enabled: isMeasure(id) });
  if (isTopic(id)) return <Topic id={id} />;
  if (!isMeasure(id)) return <Frame title="The guide has no such page" />;
  const measure = measures.data?.find((one) => one.id === id);
  if (measure !== undefined) return <Measure id={id} measure={measure} />;
  return (
    <Frame title="How it is computed">
      {measures.error === null ? (
        <Skeleton height={300} />
      ) : (
        <Broken what="The guide" error={measures.error} onRetry={() => void measures.refetch()} />
      )}
    </Frame>
  );
}

function isMeasure(id: string): id is MeasureId {
  return Object.hasOwn(measureGuide, id);
}

function Frame({
  title,
  definition,
  children,
}: {
  readonly title: string;
  readonly definition?: string;
  readonly children?: React.ReactNode;
}) {
  const org = useOrg();
  return (
    <>
      <title>{`${title}, how it is computed · ${org} · Uplift`}</title>
      <header className="page-head guide-head">
        <div>
          <Crumbs to="/o/$org/guide" above="How it is computed" here={title} isTitled />
          <h1>{title}</h1>
          {definition !== undefined && <p>{definition}</p>}
        </div>
      </header>
      <div className="grid">{children}</div>
    </>
  );
}

function Topic({ id }: { readonly id: TopicId }) {
  const words = topicGuide[id];
  return (
    <Frame title={words.title} definition={words.definition}>
      <Formula id={id} words={words} />
      <RulesCard titles={words.rules} />
    </Frame>
  );
}

function Measure({ id, measure }: { readonly id: MeasureId; readonly measure: MeasureEntry }) {
  const words = measureGuide[id];
  return (
    <Frame title={measure.title} definition={measure.description}>
      <Formula id={id} words={words} />
      <Reading id={id} measure={measure} words={words} />
      <RulesCard titles={words.rules} />
    </Frame>
  );
}

function Formula({ id, words }: { readonly id: GuideId; readonly words: GuideWords }) {
  return (
    <>
      <Card span={7} labelledBy="g-formula">
        <CardHead id="g-formula" title="Formula" />
        <p className="formula">{words.formula}</p>
        <h3>What is left out</h3>
        <ul className="guide-list">
          {words.leftOut.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Card>
      <WorkedCard id={id} />
    </>
  );
}

function Reading({
  id,
  measure,
  words,
}: {
  readonly id: MeasureId;
  readonly measure: MeasureEntry;
  readonly words: MeasureGuide;
}) {
  const { unit, better, provisionalDays } = measure;
  return (
    <Card span={12} labelledBy="g-reading">
      <CardHead id="g-reading" title="From many to one number" />
      <LastBucket id={id} words={words} />
      <ul className="guide-list">
        <li>Each counts in the day, week or month (UTC) in which it {words.counts}.</li>
        <li>{statisticWords(words.statistic)}</li>
        <li>
          {unitWords(unit)} {directionWords(better)}
        </li>
        <li>{settledWords(provisionalDays)}</li>
      </ul>
    </Card>
  );
}

function LastBucket({ id, words }: { readonly id: MeasureId; readonly words: MeasureGuide }) {
  const { data, error, refetch } = useQuery(seriesQuery(useScope(), id));
  if (error !== null) {
    return <Broken what="Your own figures" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <Skeleton height={20} />;
  const told = bucketArithmetic(data, settledPoint(data), words.statistic);
  return (
    <p className="formula">
      {told ?? 'Nothing was measured in the period above that could be shown.'}
    </p>
  );
}
