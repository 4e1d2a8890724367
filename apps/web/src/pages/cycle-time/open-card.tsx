import { useQuery } from '@tanstack/react-query';

import { useOrg, useScope } from '../../address/org-scope.ts';
import { useChoice } from '../../address/use-choice.ts';
import { ages, stages } from '../../address/view.ts';
import { healthQuery, lastEventOf } from '../../api/health.ts';
import type { ChartPoint } from '../../charts/chart-types.ts';
import { OPEN_AGE_HEIGHT, openAgeContent } from '../../charts/open-age-chart.tsx';
import { count } from '../../format/numbers.ts';
import { openStates } from '../../words/stages.ts';
import { ChartCard } from '../../ui/chart-card.tsx';
import { hourOf, openByAge } from './open-ages.ts';
import { openNowQuery } from './queries.ts';

/** What is open now, by age and by the state that it is in. */
export function OpenCard() {
  const query = useQuery(openNowQuery(useScope()));
  const open = useChoice();
  const health = useQuery(healthQuery(useOrg())).data;
  // Later, that nothing is open is a figure of its own.
  const isBeforeAll = health !== undefined && lastEventOf(health) === null;
  const total = query.data?.total;
  const choose = ({ series, index }: ChartPoint) =>
    open({ age: ages[series], stage: stages[index] });
  return (
    <ChartCard
      id="c-open"
      guide="open_now"
      title="Open now, by age"
      subtitle={
        total === undefined
          ? 'count of open pull requests by the state each is in'
          : `${count(total)} open pull requests, a count by the state each is in`
      }
      span={4}
      height={OPEN_AGE_HEIGHT}
      query={query}
      absent={() => (isBeforeAll ? { kind: 'empty', awaits: 'open_now' } : null)}
      show={({ items, total: all }) => ({
        content: openAgeContent(openByAge(items, hourOf(new Date())), choose),
        foot: (
          <>
            {stages.map((stage) => (
              <span key={stage} className="key">
                <i className={`swatch swatch-${stage}`} aria-hidden="true" />
                {openStates[stage]}
              </span>
            ))}
            {all > items.length && <span>Only the {count(items.length)} oldest are counted.</span>}
          </>
        ),
      })}
    />
  );
}
