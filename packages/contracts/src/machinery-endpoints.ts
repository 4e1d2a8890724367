import type { Endpoint } from './endpoint.ts';
import { Live, Ready } from './health.ts';
import { WebhookAnswer, WebhookHeaders } from './webhooks.ts';

/** What GitHub and those who run the service ask. */
export const machineryEndpoints = [
  {
    id: 'receiveGithubDelivery',
    method: 'post',
    path: '/webhooks/github',
    tag: 'Webhooks',
    summary: 'Takes a delivery of GitHub',
    description:
      'Recorded before it is answered. Signed by X-Hub-Signature-256 over the raw bytes; the same GUID is recorded once.',
    secured: false,
    headers: WebhookHeaders,
    body: 'bytes',
    success: { status: 202, schema: WebhookAnswer, words: 'Recorded, now or before.' },
    errors: {
      400: 'A header is missing, or the body is not JSON.',
      401: 'The signature is missing or wrong.',
      413: 'Larger than 25 MB.',
      503: 'No webhook secret is set, or the database cannot be reached.',
    },
  },
  {
    id: 'getLive',
    method: 'get',
    path: '/healthz',
    tag: 'Health',
    summary: 'The process answers',
    secured: false,
    success: { status: 200, schema: Live, words: 'It does.' },
    errors: {},
  },
  {
    id: 'getReady',
    method: 'get',
    path: '/readyz',
    tag: 'Health',
    summary: 'The process can do its work',
    secured: false,
    success: { status: 200, schema: Ready, words: 'It can.' },
    otherwise: { status: 503, schema: Ready, words: 'It cannot; `checks` say why.' },
    errors: {},
  },
] as const satisfies readonly Endpoint[];
