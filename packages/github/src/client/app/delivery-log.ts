import { z } from 'zod';

import { githubId, instant, text } from '../../shapes/primitives.ts';
import type { Reading } from '../connection/github-client.ts';
import { ask, nextAddress, readAnswer } from '../connection/rest.ts';

/** One attempt of GitHub's to deliver a webhook. A redelivery is one more attempt under the same GUID. */
export type DeliveryAttempt = {
  readonly id: number;
  /** What the delivery carried as `X-GitHub-Delivery`. */
  readonly guid: string;
  readonly deliveredAt: Date;
  readonly redelivery: boolean;
  /** Whether we answered that it was well. */
  readonly ok: boolean;
  /** GitHub's words: `OK`, or what went wrong. */
  readonly status: string;
  /** Our answer; 0 or an invented code where there was none. */
  readonly statusCode: number;
  readonly event: string;
  readonly action: string | null;
  readonly installationId: number | null;
  readonly repositoryId: number | null;
};

const attemptFields = z.object({
  id: githubId,
  guid: text(100),
  delivered_at: instant,
  redelivery: z.boolean().nullish(),
  status: text(200),
  status_code: z.int(),
  event: text(100),
  action: text(100).nullish(),
  installation_id: z.int().nullish(),
  repository_id: z.int().nullish(),
});

const toAttempt = (read: z.output<typeof attemptFields>): DeliveryAttempt => ({
  id: read.id,
  guid: read.guid,
  deliveredAt: read.delivered_at,
  redelivery: read.redelivery ?? false,
  ok: read.status === 'OK' || (read.status_code >= 200 && read.status_code < 300),
  status: read.status,
  statusCode: read.status_code,
  event: read.event,
  action: read.action ?? null,
  installationId: read.installation_id ?? null,
  repositoryId: read.repository_id ?? null,
});

/** A page of the log. */
export type DeliveryLogPage = {
  readonly attempts: readonly DeliveryAttempt[];
  /** Where to go on; null at the end. */
  readonly cursor: string | null;
};

/**
 * A page of GitHub's log of the App's deliveries, newest first; it goes back three days on
 * github.com. Asked as the App. GitHub's `failure` leaves out what nobody answered.
 *
 * @throws {GitHubError}
 */
export async function readDeliveryLog(
  input: { readonly cursor: string | null; readonly status?: 'success' | 'failure' },
  { github, signal }: Reading,
): Promise<DeliveryLogPage> {
  const route = 'GET /app/hook/deliveries';
  const { cursor, status: wanted } = input;
  const parameters = {
    per_page: 100,
    ...(cursor === null ? {} : { cursor }),
    ...(wanted === undefined ? {} : { status: wanted }),
  };
  const { data, status, headers } = await github.rest({ route, parameters }, signal);
  const attempts = readAnswer({ data, status, operation: route }, z.array(attemptFields));
  const next = nextAddress(headers);
  return {
    attempts: attempts.map(toAttempt),
    cursor: next === null ? null : new URL(next).searchParams.get('cursor'),
  };
}

/** A delivery with what it carried. */
export type DeliveryDetail = DeliveryAttempt & {
  readonly payload: unknown;
  /** The payload as JSON; not byte by byte what was signed. */
  readonly body: string;
};

const detailShape = attemptFields.extend({
  request: z.object({ payload: z.union([z.record(z.string(), z.unknown()), z.string()]) }),
});

const place = 'GET /app/hook/deliveries/{delivery_id}';

/** One attempt, with the payload. Asked as the App. @throws {GitHubError} `not_found` once it is forgotten */
export async function readDelivery(
  { id }: { readonly id: number },
  reading: Reading,
): Promise<DeliveryDetail> {
  const read = await ask({ route: place, parameters: { delivery_id: id } }, detailShape, reading);
  const told = read.request.payload;
  const body = typeof told === 'string' ? told : JSON.stringify(told, withoutBigInts);
  const payload: unknown = typeof told === 'string' ? jsonOrNull(told) : JSON.parse(body);
  return { ...toAttempt(read), payload, body };
}

/** The client library reads numbers beyond 2^53 exactly; JSON as we know it has none. */
const withoutBigInts = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value;

function jsonOrNull(told: string): unknown {
  try {
    return JSON.parse(told);
  } catch {
    return null;
  }
}

/** Has a delivery sent again, under its GUID. Asked as the App. @throws {GitHubError} */
export async function redeliver({ id }: { readonly id: number }, reading: Reading): Promise<void> {
  const route = 'POST /app/hook/deliveries/{delivery_id}/attempts';
  await reading.github.rest({ route, parameters: { delivery_id: id } }, reading.signal);
}
