import type { ReactNode } from 'react';

import type { HealthDetail } from '../../api/health-detail.ts';
import { moment } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import {
  sourceStanding,
  sourceTitles,
  webhookStanding,
  type Standing,
} from '../../words/health.ts';

/** What is fetched from GitHub, and how each stands. */
export function SourcesCard({ health }: { readonly health: HealthDetail }) {
  return (
    <Card span={5} labelledBy="h-sources">
      <CardHead id="h-sources" title="Sources" subtitle="what comes from GitHub, and when last" />
      <Sources health={health} now={new Date()} />
    </Card>
  );
}

/** Each source with its last run, the policy, the budgets, and what was repaired. */
export function Sources({ health, now }: { readonly health: HealthDetail; readonly now: Date }) {
  const { sources, copilot, rateBudgets, deliveryLog: log } = health;
  const webhooks = webhookStanding(health, now);
  return (
    <dl className="health-list">
      {webhooks !== null && <Row title="Webhooks">{told(webhooks)}</Row>}
      {sources.map((source) => (
        <Row key={source.source} title={sourceTitles[source.source]}>
          {told(sourceStanding(source, now))}
        </Row>
      ))}
      <Row title="Copilot usage policy">
        {copilot.policy === 'unknown' ? 'not asked yet' : copilot.policy}
        {copilot.missing > 0 && `; ${count(copilot.missing)} days without a report`}
      </Row>
      {rateBudgets.map(({ resource, remaining, limit, resetAt }) => (
        <Row key={resource} title={`Rate budget, ${resource}`}>
          {count(remaining)} of {count(limit)} left until {moment(new Date(resetAt))}
        </Row>
      ))}
      {log !== null && (
        <Row title="Log of deliveries">
          {count(log.checked)} looked at, {count(log.repaired)} repaired, {count(log.lost)} lost
          {log.failure !== null && `. ${log.failure}`}
        </Row>
      )}
    </dl>
  );
}

function told({ words, isStuck }: Standing): ReactNode {
  return isStuck ? <strong className="health-stuck">{words}</strong> : words;
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
