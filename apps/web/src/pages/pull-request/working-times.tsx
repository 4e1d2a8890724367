import { useQuery } from '@tanstack/react-query';

import { useOrg, useView } from '../../address/org-scope.ts';
import { stages } from '../../address/view.ts';
import type { PullRequestPlace } from '../../api/pull-requests.ts';
import { workingTimesQuery } from '../../api/working-clock.ts';
import { clockSum } from '../../format/clock-sum.ts';
import { exactDuration } from '../../format/durations.ts';
import { Broken } from '../../ui/states.tsx';
import { stageNames } from '../../words/stages.ts';
import { ClockNote, ClockSwitch } from '../cycle-time/working.tsx';

/** The same stages by the clock of working hours, where both clocks are asked for. */
export function WorkingTimes({ place }: { readonly place: PullRequestPlace }) {
  const { clock } = useView();
  return (
    <section className="pr-working" aria-label="Working hours">
      <ClockSwitch />
      {clock === 'working' && <Times place={place} />}
    </section>
  );
}

function Times({ place }: { readonly place: PullRequestPlace }) {
  const { data, error, refetch } = useQuery(workingTimesQuery(useOrg(), place));
  if (error !== null) {
    return <Broken what="Working hours" error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <p className="ct-none">Counting working hours …</p>;
  if (data === null) return <ClockNote state="unset" />;
  const parts = stages.map((stage) => ({ seconds: data.stages[stage] }));
  return (
    <>
      <table className="pr-both">
        <caption>In working hours of {data.zone}</caption>
        <thead>
          <tr>
            {stages.map((stage) => (
              <th key={stage} scope="col">
                {stageNames[stage]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {stages.map((stage) => (
              <td key={stage}>{exactHours(data.stages[stage])}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="sum">
        <b>{clockSum(parts)}</b> in hours, minutes and seconds in which people work.
      </p>
    </>
  );
}

/** In hours and minutes, however many: a working day is none of 24 hours. */
function exactHours(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  if (hours < 72) return exactDuration(seconds);
  return `${hours} h ${Math.floor((seconds % 3600) / 60)} min`;
}
