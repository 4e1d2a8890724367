import { decompressBody, type ClaimedDelivery } from '@uplift/db';
import { MalformedPayloadError, normaliseDelivery, type Normalised } from '@uplift/github';

/** What a delivery says, or why it can never be read. */
export type ReadDelivery =
  | Exclude<Normalised, { readonly outcome: 'observations' }>
  | (Extract<Normalised, { readonly outcome: 'observations' }> & {
      /** The pull request has commits that the delivery tells nothing of. */
      readonly lacksCommits: boolean;
    })
  | { readonly outcome: 'failed'; readonly reason: string };

/** What a pull request has to go through to have commits that were not there before. */
const COMMITTING = new Set<unknown>(['opened', 'synchronize', 'reopened']);

/** Unpacks and translates a delivery. */
export async function readDelivery(delivery: ClaimedDelivery): Promise<ReadDelivery> {
  let body: Uint8Array;
  try {
    body = await decompressBody(delivery.body);
  } catch {
    return { outcome: 'failed', reason: 'the stored body is damaged' };
  }
  try {
    const payload: unknown = JSON.parse(new TextDecoder().decode(body));
    const { event, receivedAt } = delivery;
    const read = normaliseDelivery({ event, payload, receivedAt });
    if (read.outcome !== 'observations') return read;
    return { ...read, lacksCommits: event === 'pull_request' && COMMITTING.has(actionOf(payload)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: 'failed', reason: 'the body is not JSON' };
    if (error instanceof MalformedPayloadError) return { outcome: 'failed', reason: error.message };
    throw error;
  }
}

function actionOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'action' in payload
    ? payload.action
    : null;
}
