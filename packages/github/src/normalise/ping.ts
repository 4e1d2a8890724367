import type { Normaliser } from './normaliser.ts';

/** `ping`: GitHub tries a new webhook. It may name no organisation at all. */
export const ping: Normaliser = {
  actions: null,
  normalise: () => ({ outcome: 'ignored', reason: 'ping' }),
};
