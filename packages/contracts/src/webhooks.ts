import { z } from 'zod';

/** What GitHub sends beside the bytes. */
export const WebhookHeaders = z.object({
  'x-github-delivery': z
    .string({ error: 'is missing' })
    .min(1, 'is missing')
    .max(100, 'must have at most 100 characters')
    .meta({ description: "The delivery's GUID: the same one is recorded once." }),
  'x-github-event': z
    .string({ error: 'is missing' })
    .min(1, 'is missing')
    .max(100, 'must have at most 100 characters')
    .meta({ examples: ['pull_request'] }),
});

export const WebhookAnswer = z
  .object({ outcome: z.enum(['accepted', 'duplicate']) })
  .meta({ id: 'WebhookAnswer', examples: [{ outcome: 'accepted' }] });
export type WebhookAnswer = z.infer<typeof WebhookAnswer>;
