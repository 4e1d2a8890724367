import { useQueries } from '@tanstack/react-query';

import { useScope } from '../../address/org-scope.ts';
import type { Comparison } from '../../api/comparisons.ts';
import { seriesQuery, type Series } from '../../api/series.ts';
import { Ruler, reachOf } from '../../charts/ruler.tsx';
import { figure } from '../../format/measured.ts';
import { changeWithInterval } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { readChange } from '../../words/readings.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { ReadingIcon } from '../../ui/chip.tsx';
import { guardMeasures } from './queries.ts';

type Guard = NonNullable<Comparison['guards']>[number];

const QUESTION = 'did the gain cost something elsewhere?';

/** What may have got worse, as it is now and how it changed. */
export function GuardsCard({
  guards,
  isAwaited,
}: {
  readonly guards: readonly Guard[] | null;
  /** Whether it is not known yet that nothing was compared. */
  readonly isAwaited: boolean;
}) {
  const scope = useScope();
  const answers = useQueries({
    queries: guardMeasures.map((measure) => seriesQuery(scope, measure)),
  });
  const reach = reachOf((guards ?? []).map(({ interval }) => interval));
  const isBusy = answers.some(({ isPending, isPlaceholderData }) => isPending || isPlaceholderData);
  return (
    <Card span={4} labelledBy="o-gd" isBusy={isBusy}>
      <CardHead id="o-gd" title="Guard measures" subtitle={QUESTION} />
      <table className="guards">
        <GuardColumns />
        <tbody>
          {guardMeasures.map((measure, index) => (
            <GuardRow
              key={measure}
              measure={measure}
              now={answers[index]?.isError === true ? 'did not load' : nowOf(answers[index]?.data)}
              guard={guards?.find((one) => one.measure === measure)}
              reach={reach}
              isAwaited={isAwaited}
            />
          ))}
        </tbody>
      </table>
      {guards === null && !isAwaited && (
        <p className="card-foot">Changes appear with the first comparison that is done.</p>
      )}
    </Card>
  );
}

function GuardColumns() {
  return (
    <thead>
      <tr>
        <th scope="col">Measure, now</th>
        <th scope="col">Change since adoption</th>
        <th scope="col">Reading</th>
      </tr>
    </thead>
  );
}

function GuardRow({
  measure,
  now,
  guard,
  reach,
  isAwaited,
}: {
  readonly measure: string;
  readonly now: string;
  readonly guard: Guard | undefined;
  readonly reach: number;
  readonly isAwaited: boolean;
}) {
  const name = capital(measureWords(measure).name);
  return (
    <tr>
      <th scope="row">
        {name}
        <span>{now}</span>
      </th>
      {guard === undefined ? (
        <td colSpan={2} className="guard-reading nothing">
          {isAwaited ? '' : 'not compared'}
        </td>
      ) : (
        <GuardChange name={name} guard={guard} reach={reach} />
      )}
    </tr>
  );
}

function GuardChange({
  name,
  guard,
  reach,
}: {
  readonly name: string;
  readonly guard: Guard;
  readonly reach: number;
}) {
  const reading = readChange(guard.measure, guard);
  return (
    <>
      <td className="ruler-cell">
        <Ruler
          percent={guard.percent}
          interval={guard.interval}
          tone={reading.tone}
          label={`${name}: ${changeWithInterval(guard.percent, guard.interval)}`}
          reach={reach}
          height={28}
        />
      </td>
      <td className="guard-reading">
        <ReadingIcon {...reading} />
        {reading.words}
      </td>
    </>
  );
}

function noValueWords({ series }: Series): string {
  const isHidden = series[0]?.points.some(({ status }) => status === 'suppressed') ?? false;
  return isHidden ? 'hidden, too few people' : 'nothing measured';
}

const UNIT_WORDS: Readonly<Record<Series['unit'], string>> = {
  seconds: '',
  share: '',
  count: '',
  lines: ' lines',
  rounds: ' rounds, mean',
  prs_per_developer_week: '',
  reviews_per_reviewer_week: ' a week',
};

/** The last value in its unit. Rounds are told by their mean: their median hardly ever moves. */
function nowOf(series: Series | undefined): string {
  if (series === undefined) return 'loading';
  const point = series.series[0]?.points.findLast(({ value }) => value !== null);
  const value = (series.unit === 'rounds' ? point?.mean : null) ?? point?.value ?? null;
  if (value === null) return noValueWords(series);
  return `${figure(series.unit, value, null).value}${UNIT_WORDS[series.unit]}`;
}
