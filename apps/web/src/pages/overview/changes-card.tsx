import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { changesQuery, type Changes } from '../../api/changes.ts';
import { bucket } from '../../format/dates.ts';
import { figure } from '../../format/measured.ts';
import { changeWithInterval, count } from '../../format/numbers.ts';
import { moved } from '../../words/readings.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';

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
      {data !== undefined && <ChangesList changes={data} />}
    </Card>
  );
}

function subtitleOf({ week, items, tested }: Changes): string {
  const when = bucket('week', new Date(week.from), new Date(week.to));
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
        <b>{items.length === 0 ? 'Nothing stands out' : 'Everything else'}</b>
        <p>
          {tested === 0
            ? 'Nothing can be told from noise yet: changes appear once a team or repository has 9 full weeks of figures.'
            : `${count(rest)} of ${count(tested)} series stayed inside their usual range.`}
        </p>
      </li>
    </ul>
  );
}

function figuresOf({ unit, before, after, percent, interval }: Changes['items'][number]): string {
  const told = (value: number) => figure(unit, value, null).value;
  const change = changeWithInterval(percent, interval);
  return `${told(before)} → ${told(after)}. Change ${change}, a week against the 12 before.`;
}
