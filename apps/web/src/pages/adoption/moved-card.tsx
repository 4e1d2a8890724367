import { useQuery } from '@tanstack/react-query';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { adoptionQuery, type Adoption } from '../../api/adoption.ts';
import { changesQuery, type Changes } from '../../api/changes.ts';
import { useIsNarrow } from '../../charts/use-width.ts';
import { bucket } from '../../format/dates.ts';
import { changeWithInterval, count, share } from '../../format/numbers.ts';
import { groupName } from '../../words/adoption.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { isRunning } from './running.ts';

/** A line, or four of them on a narrow screen; in pixels. */
const HEIGHT = 19;
const NARROW_HEIGHT = 80;
const WEEKS_APART = 4;

/** What moved: everybody over four weeks, and the teams that moved beyond noise last week. */
export function MovedCard() {
  const isNarrow = useIsNarrow();
  const changes = useQuery(changesQuery(useOrg()));
  const adoption = useQuery(adoptionQuery(useScope()));
  const { data, error, refetch } = changes;
  const isAwaited = adoption.isPending || (data === undefined && error === null);
  return (
    <Card span={12} labelledBy="a-moved" isBusy={isAwaited}>
      <CardHead
        id="a-moved"
        title="What moved"
        subtitle="active people, four weeks apart · teams whose adoption moved beyond noise"
      />
      {error !== null && <Broken what="This block" error={error} onRetry={() => void refetch()} />}
      {isAwaited && <Skeleton height={isNarrow ? NARROW_HEIGHT : HEIGHT} />}
      {data !== undefined && !isAwaited && (
        <ul className="moved">
          {adoption.data !== undefined && <li>{everybodyWords(adoption.data, new Date())}</li>}
          {adoptionChanges(data).map((change) => (
            <li key={change.key}>
              <b>{change.key}</b>: {changeWords(change)}
            </li>
          ))}
          <li>{restWords(data)}</li>
        </ul>
      )}
    </Card>
  );
}

/** Of the last week with a figure that is over, against the same four weeks before. */
export function everybodyWords({ groups }: Pick<Adoption, 'groups'>, now: Date): string {
  const all = groups.find(({ key }) => key === 'all')?.weeks ?? [];
  const weeks = all.filter(({ week }) => !isRunning(new Date(week), now));
  const last = weeks.findLastIndex(({ active }) => active !== null);
  const latest = weeks[last]?.active ?? null;
  const before = weeks[last - WEEKS_APART]?.active ?? null;
  if (latest === null) return 'How many people are active is not known yet.';
  if (before === null) {
    return `${groupName('all')}: ${count(latest)} active; there is no figure of four weeks before.`;
  }
  return latest === before
    ? `${groupName('all')}: ${count(latest)} active, as many as four weeks before.`
    : `${groupName('all')}: active people went from ${count(before)} to ${count(latest)} in four weeks.`;
}

type Change = Changes['items'][number];

function adoptionChanges({ items }: Changes): readonly Change[] {
  return items.filter(({ measure, by }) => measure === 'adoption' && by === 'team');
}

function changeWords({ before, after, percent, interval }: Change): string {
  return `${share(before)} → ${share(after)} of those present. Change ${changeWithInterval(percent, interval)}, a week against the 12 before.`;
}

function restWords(changes: Changes): string {
  const { from, to } = changes.week;
  const when = bucket('week', new Date(from), new Date(to));
  if (changes.tested === 0) return 'No team has enough full weeks yet to tell change from noise.';
  return adoptionChanges(changes).length === 0
    ? `No team’s adoption moved more than chance explains in ${when}.`
    : `The other teams stayed inside their usual range in ${when}.`;
}
