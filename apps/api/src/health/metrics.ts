import { findInboxBacklog } from '@uplift/db';
import { Router } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { ApiDeps } from '../deps.ts';
import type { AnsweredRequest } from '../http/request-log.ts';
import type { DeliveryOutcome } from '../webhooks/accept-delivery.ts';

/** The figures of one process, and where they are told. */
export type ApiMetrics = {
  readonly observeRequest: (request: AnsweredRequest) => void;
  readonly observeDelivery: (outcome: DeliveryOutcome) => void;
  /** `GET /metrics`, in Prometheus' text format. */
  readonly route: Router;
};

/** Makes the metrics of one application, in a registry of their own. */
export function createMetrics(deps: ApiDeps): ApiMetrics {
  const registers = [new Registry()];
  const [registry = new Registry()] = registers;
  collectDefaultMetrics({ register: registry });
  gaugeInbox(deps, registry);
  const requests = new Histogram({
    name: 'uplift_http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const deliveries = new Counter({
    name: 'uplift_webhook_deliveries_total',
    help: 'Webhook deliveries that arrived at this process, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });

  const route = Router().get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return {
    observeRequest: ({ seconds, ...labels }) => requests.observe(labels, seconds),
    observeDelivery: (outcome) => deliveries.inc({ outcome }),
    route,
  };
}

/** Read when asked for: pending and failed deliveries have an index of their own. */
function gaugeInbox({ db, now, logger }: ApiDeps, registry: Registry): void {
  const lag = new Gauge({
    name: 'uplift_inbox_lag_seconds',
    help: 'How long the oldest pending delivery has waited; 0 if none waits.',
    registers: [registry],
  });
  const states = new Gauge({
    name: 'uplift_inbox_deliveries',
    help: 'Deliveries of the inbox that wait or failed.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      try {
        const { pending, failed, oldestPendingAt } = await findInboxBacklog(db);
        states.set({ state: 'pending' }, pending);
        states.set({ state: 'failed' }, failed);
        lag.set(
          oldestPendingAt === null ? 0 : (now().getTime() - oldestPendingAt.getTime()) / 1000,
        );
      } catch (error) {
        states.reset();
        lag.reset();
        logger.warn({ err: error }, 'the inbox could not be counted');
      }
    },
  });
}
