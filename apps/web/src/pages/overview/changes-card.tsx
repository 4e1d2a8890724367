import { useQueries, useQuery } from '@tanstack/react-query';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { changesQuery, type Changes } from '../../api/changes.ts';
import { seriesQuery, type Unit } from '../../api/series.ts';
import { bucket } from '../../format/dates.ts';
import { figure } from '../../format/measured.ts';
import { changeWithInterval, count } from '../../format/numbers.ts';
import { capital, measureWords } from '../../words/measures.ts';
import { moved } from '../../words/readings.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { usualRange, type UsualRange } from './usual-range.ts';

const MOST_SHOWN = 4;

/** What moved beyond noise, and that the rest did not. */
export function ChangesCard() {
  const { data, error, refetch } = useQuery(changesQuery(useOrg()));
  return (
    <Card span={4} labelledBy="o-ch" isBusy={data === undefined && error === null}>
      <CardHead
        id="o-ch"
        title="Changed this week beyond noise"
        {...(data !== undefined && { subtitle: subtitleOf(data) })}
      />
      {data === undefined && error === null && <Skeleton height={220} />}
      {error !== null && <Broken what="This block" error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <ChangesList changes={data} />
          <UsualRanges
            week={data.week}
            room={RANGES.length - Math.min(data.items.length, MOST_SHOWN)}
          />
        </>
      )}
    </Card>
  );
}

function subtitleOf({ week, items, tested }: Changes): string {
  const when = bucket('week', new Date(week.from), new Date(week.to));
  if (tested === 0) return `teams and repositories in ${when}, against the 12 weeks before`;
  return `${count(items.length)} of ${count(tested)} series moved more than chance explains in ${when} (false-discovery limit 10%)`;
}

function ChangesList({ changes: { items, tested } }: { readonly changes: Changes }) {
  const rest = tested - items.length;
  return (
    <ul className="changes">
      {items.slice(0, MOST_SHOWN).map((change) => (
        <li key={`${change.measure} ${change.by} ${change.key}`}>
          <b>
            {change.title}, {change.key}
          </b>
          <p>{figuresOf(change)}</p>
          <Chip reading={moved(change.measure, change.percent)} />
        </li>
      ))}
      {items.length > MOST_SHOWN && (
        <li>
          <p>And {count(items.length - MOST_SHOWN)} smaller changes.</p>
        </li>
      )}
      <li>
        <b>{restTitle(items.length, tested)}</b>
        <p>
          {tested === 0
            ? 'Nothing can be told from noise yet: changes appear once a team or repository has 9 full weeks of figures.'
            : `${count(rest)} of ${count(tested)} series stayed inside their usual range: times, throughput, size, load and adoption of each team and repository.`}
        </p>
      </li>
    </ul>
  );
}

function restTitle(found: number, tested: number): string {
  if (tested === 0) return 'Too early to tell';
  return found === 0 ? 'Nothing stands out' : 'Everything else';
}

/** What this page has asked for already, in the order of the table. */
const RANGES = ['cycle_time', 'throughput', 'adoption', 'pr_size', 'review_load'] as const;

/** The week beside what is usual, of what is looked at; nothing where that is not known. */
function UsualRanges({ week, room }: { readonly week: Changes['week']; readonly room: number }) {
  const scope = useScope();
  const answers = useQueries({ queries: RANGES.map((measure) => seriesQuery(scope, measure)) });
  const rows = RANGES.flatMap((measure, index) => {
    const series = answers[index]?.data;
    const range = series === undefined ? null : usualRange(series, week.from);
    return series === undefined || range === null ? [] : [{ measure, unit: series.unit, range }];
  }).slice(0, room);
  if (rows.length === 0) return null;
  return (
    <table className="usual">
      <caption>This view, beside the lowest and highest of the 12 weeks before</caption>
      <tbody>
        {rows.map(({ measure, unit, range }) => (
          <tr key={measure}>
            <th scope="row">{capital(measureWords(measure).name)}</th>
            <td>{figure(unit, range.value, null).value}</td>
            <td>usually {rangeWords(unit, range)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rangeWords(unit: Unit, { lowest, highest }: UsualRange): string {
  const told = (value: number) => figure(unit, value, null).value;
  return `${told(lowest)} to ${told(highest)}`;
}

function figuresOf({ unit, before, after, percent, interval }: Changes['items'][number]): string {
  const told = (value: number) => figure(unit, value, null).value;
  const change = changeWithInterval(percent, interval);
  return `${told(before)} → ${told(after)}. Change ${change}, a week against the 12 before.`;
}
