export { type HistoryLine } from './history/history-line.ts';
export { parseHistoryLine } from './history/parse-history-line.ts';
export { MalformedPayloadError, type Normalised } from './normalise/normaliser.ts';
export {
  measuredEvents,
  normaliseDelivery,
  type WebhookDelivery,
} from './normalise/normalise-delivery.ts';
export { type SignedDelivery, verifySignature } from './webhook/verify-signature.ts';
export { namesOrganization } from './webhook/names-organization.ts';
