import '../../styles/heat-map.css';
import '../../styles/health.css';

import { useQuery } from '@tanstack/react-query';

import { useOrg } from '../../address/org-scope.ts';
import { healthDetailQuery, type HealthDetail } from '../../api/health-detail.ts';
import { heatContent } from '../../charts/heat-map.tsx';
import { rowBarsContent } from '../../charts/row-bars.tsx';
import { moment } from '../../format/dates.ts';
import { fixed } from '../../format/locale.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import { ChartCard } from '../../ui/chart-card.tsx';
import { NoFigure } from '../../ui/key-figure.tsx';
import { Broken, Skeleton } from '../../ui/states.tsx';
import { backfillBars, completenessHeat } from './figures.ts';

const HEIGHT = 160;

/** Are the figures whole, and if not, why not? */
export function HealthPage() {
  const org = useOrg();
  const query = useQuery(healthDetailQuery(org));
  return (
    <>
      <title>{`Data health · ${org} · Uplift`}</title>
      <h1 className="sr">Data health</h1>
      <div className="grid">
        <SourcesCard />
        <ChartCard
          id="h-backfill"
          guide="history"
          title="History from GitHub"
          subtitle="% of pull requests fetched · by repository"
          span={7}
          height={HEIGHT}
          query={query}
          show={(health) => ({ content: rowBarsContent(backfillBars(health)) })}
        />
        <ChartCard
          id="h-days"
          guide="completeness"
          title="Completeness"
          subtitle="% of what changed on GitHub that is here · repository by day"
          span={12}
          height={HEIGHT}
          query={query}
          show={(health) => ({
            figure: <NoFigure why={wholeWords(health)} />,
            content: heatContent(completenessHeat(health)),
            foot: 'The darker, the more; a step for each 20%; dashed: not known.',
          })}
        />
      </div>
    </>
  );
}

function SourcesCard() {
  const { data, error, refetch } = useQuery(healthDetailQuery(useOrg()));
  return (
    <Card span={5} labelledBy="h-sources">
      <CardHead id="h-sources" title="Sources" subtitle="what is fetched each day" />
      {data !== undefined && <Sources health={data} />}
      {data === undefined && error === null && <Skeleton height={HEIGHT} />}
      {error !== null && <Broken what="Data health" error={error} onRetry={() => void refetch()} />}
    </Card>
  );
}

function wholeWords({ completeness: { percent, unknownDays } }: HealthDetail): string {
  const whole = percent === null ? 'Not compared with GitHub yet' : `${fixed(percent, 1)}% here`;
  return `${whole} · ${count(unknownDays)} days of repositories not known`;
}

/** Each source with its last run, the policy, the budgets, and what was repaired. */
export function Sources({ health }: { readonly health: HealthDetail }) {
  const { sources, copilot, rateBudgets, deliveryLog: log } = health;
  return (
    <ul className="health-list">
      {sources.map(({ source, state, lastRunAt, reason }) => (
        <li key={source}>
          <b>{source}</b>: {state}
          {lastRunAt !== null && `, ${moment(new Date(lastRunAt))}`}
          {reason !== null && `. ${reason}`}
        </li>
      ))}
      <li>
        <b>Copilot usage metrics policy</b>: {copilot.policy}; {count(copilot.missing)} days missing
      </li>
      {rateBudgets.map(({ resource, remaining, limit, resetAt }) => (
        <li key={resource}>
          <b>Rate budget, {resource}</b>: {count(remaining)} of {count(limit)} left until{' '}
          {moment(new Date(resetAt))}
        </li>
      ))}
      {rateBudgets.length === 0 && <li>Nothing was asked of GitHub yet: no rate budgets.</li>}
      <li>
        <b>Gaps</b>:{' '}
        {log === null
          ? 'no look through the log of deliveries'
          : `${count(log.checked)} deliveries looked at, ${count(log.repaired)} repaired, ${count(log.lost)} lost`}
        {log !== null && log.failure !== null && `. ${log.failure}`}
      </li>
    </ul>
  );
}
