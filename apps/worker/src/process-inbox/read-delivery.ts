import { decompressBody, type ClaimedDelivery } from '@uplift/db';
import { MalformedPayloadError, normaliseDelivery, type Normalised } from '@uplift/github';

/** What a delivery says, or why it can never be read. */
export type ReadDelivery = Normalised | { readonly outcome: 'failed'; readonly reason: string };

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
    return normaliseDelivery({ event: delivery.event, payload, receivedAt: delivery.receivedAt });
  } catch (error) {
    if (error instanceof SyntaxError) return { outcome: 'failed', reason: 'the body is not JSON' };
    if (error instanceof MalformedPayloadError) return { outcome: 'failed', reason: error.message };
    throw error;
  }
}
