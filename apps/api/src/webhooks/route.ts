import { WebhookHeaders, type WebhookAnswer } from '@uplift/contracts';
import { recordDelivery } from '@uplift/db';
import express, { Router, type Request } from 'express';

import type { ApiDeps } from '../deps.ts';
import { parse } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { acceptDelivery, ringInbox, type DeliveryOutcome } from './accept-delivery.ts';
import { deliverySecrets, type DeliverySecrets } from './delivery-secrets.ts';
import { recordInBatches, type RecordDelivery } from './record-in-batches.ts';

const FORM = 'application/x-www-form-urlencoded';

const statusOf = {
  accepted: 202,
  duplicate: 202,
  bad_signature: 401,
  not_json: 400,
} as const satisfies Record<DeliveryOutcome, number>;

const refusalOf = {
  bad_signature:
    'X-Hub-Signature-256 is missing or was not made with the webhook secret of this service',
  not_json: "the body is not JSON: set the webhook's content type to application/json",
} as const satisfies Record<Exclude<DeliveryOutcome, 'accepted' | 'duplicate'>, string>;

/**
 * `POST /webhooks/github`: verified over the raw bytes, recorded once, then answered.
 *
 * @param observe - told what became of each delivery
 */
export function webhookRoutes(deps: ApiDeps, observe: (outcome: DeliveryOutcome) => void): Router {
  const { queue, logger, now } = deps;
  const secrets = deliverySecrets(deps);
  const record = recorderFor(deps);
  const ring = ringInbox({ queue, logger });

  return Router().post(
    '/webhooks/github',
    // The signature covers the bytes, so they must arrive unparsed. GitHub sends at most 25 MB.
    express.raw({ type: () => true, limit: '25mb', inflate: false }),
    async (request, response) => {
      if ((await secrets({ fresh: false })).length === 0) await refuseWithoutSecret(secrets);
      const headers = parse(WebhookHeaders, request.headers, 'header');
      if (request.is(FORM) === FORM) throw wrongContentType();

      const outcome = await acceptDelivery(
        {
          guid: headers['x-github-delivery'],
          event: headers['x-github-event'],
          signature: request.get('x-hub-signature-256'),
          body: bytesOf(request),
        },
        { secrets, record, ring, now },
      );
      observe(outcome);
      if (outcome === 'bad_signature' || outcome === 'not_json') {
        throw new ProblemError({ status: statusOf[outcome], detail: refusalOf[outcome] });
      }
      response.status(statusOf[outcome]).json({ outcome } satisfies WebhookAnswer);
    },
  );
}

/** An embedded database has one connection and nothing to gain from groups: it was measured. */
function recorderFor({ db, dialect }: ApiDeps): RecordDelivery {
  if (dialect === 'postgres') return recordInBatches(db);
  return (delivery) => recordDelivery(db, delivery);
}

function bytesOf(request: Request): Uint8Array {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** @throws {ProblemError} 503 if there is none even now */
async function refuseWithoutSecret(secrets: DeliverySecrets): Promise<void> {
  if ((await secrets({ fresh: true })).length > 0) return;
  throw new ProblemError({
    status: 503,
    detail:
      'webhooks cannot be verified: connect GitHub on /setup, or set GITHUB_WEBHOOK_SECRET and start the service again',
  });
}

function wrongContentType(): ProblemError {
  return new ProblemError({
    status: 400,
    detail: "the delivery came as a form: set the webhook's content type to application/json",
  });
}
