import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { publishedExamples } from '../testing/published-examples.ts';
import { receivedAt } from '../testing/reading.ts';
import { measuredEvents, normaliseDelivery } from './normalise-delivery.ts';
import { MalformedPayloadError } from './normaliser.ts';

const examples = publishedExamples().filter(({ event }) => measuredEvents.includes(event));

/** The outcome, or `malformed`; anything else thrown is a bug and goes on. */
function outcomeOf(event: string, payload: unknown): string {
  try {
    return normaliseDelivery({ event, payload, receivedAt }).outcome;
  } catch (error) {
    if (error instanceof MalformedPayloadError) return 'malformed';
    throw error;
  }
}

describe('normaliseDelivery, for any payload', () => {
  it('reads it, ignores it or calls it malformed, and does nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom(...measuredEvents), fc.jsonValue(), (event, payload) => {
        expect(['observations', 'ignored', 'malformed']).toContain(outcomeOf(event, payload));
      }),
    );
  });

  it('survives the loss or damage of any field of a real payload', () => {
    const damaged = fc
      .tuple(fc.constantFrom(...examples), fc.nat(), fc.jsonValue({ maxDepth: 1 }))
      .map(([{ event, payload }, where, value]) => {
        const keys = Object.keys(payload);
        return { event, payload: { ...payload, [keys[where % keys.length] ?? '']: value } };
      });

    fc.assert(
      fc.property(damaged, ({ event, payload }) => {
        expect(['observations', 'ignored', 'malformed']).toContain(outcomeOf(event, payload));
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes no notice of fields that GitHub adds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.jsonValue(), ({ event, payload }, value) => {
        const more = { ...payload, 'x-unheard-of': value };

        expect(normaliseDelivery({ event, payload: more, receivedAt })).toEqual(
          normaliseDelivery({ event, payload, receivedAt }),
        );
      }),
    );
  });
});
