import type { ReactNode } from 'react';

import { useIsSimulated } from '../../address/use-is-simulated.ts';
import type { HealthDetail } from '../../api/health-detail.ts';
import { moment } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';
import { Card, CardHead } from '../../ui/card.tsx';
import {
  dayCount,
  sourceStanding,
  sourceTitles,
  webhookStanding,
  type Standing,
} from '../../words/health.ts';

/** What is known, and the zone that times are told in: the reader's where none is known. */
export type HealthPart = { readonly health: HealthDetail; readonly zone: string | undefined };

/** What is fetched from GitHub, and how each stands. */
export function SourcesCard({ health, zone }: HealthPart) {
  const isSimulated = useIsSimulated();
  return (
    <Card span={5} labelledBy="h-sources">
      <CardHead id="h-sources" title="Sources" subtitle="what comes from GitHub, and when last" />
      <Sources health={health} zone={zone} now={new Date()} isSimulated={isSimulated} />
    </Card>
  );
}

/** What GitHub counts against each budget. */
const BUDGET_UNITS = { core: 'requests', graphql: 'points' } as const;

/** Each source with its last run, the policy, the budgets, and what was repaired. */
export function Sources({
  health,
  zone,
  now,
  isSimulated = false,
}: HealthPart & { readonly now: Date; readonly isSimulated?: boolean }) {
  const { sources, copilot, rateBudgets, deliveryLog: log } = health;
  const webhooks = webhookStanding(health, { now, zone, isSimulated });
  return (
    <dl className="health-list">
      {webhooks !== null && <Row title="Webhooks">{told(webhooks)}</Row>}
      {sources.map((source) => (
        <Row key={source.source} title={sourceTitles[source.source]}>
          {told(sourceStanding(source, { now, zone }))}
        </Row>
      ))}
      <Row title="Copilot usage policy">
        {copilot.policy === 'unknown' ? 'not asked yet' : copilot.policy}
        {copilot.missing > 0 && `; ${dayCount(copilot.missing)} without a report`}
      </Row>
      {rateBudgets.map(({ resource, remaining, limit, resetAt }) => (
        <Row key={resource} title={`Rate budget, ${resource}`}>
          {count(remaining)} of {count(limit)} {BUDGET_UNITS[resource]} left until{' '}
          {moment(new Date(resetAt), zone)}
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
