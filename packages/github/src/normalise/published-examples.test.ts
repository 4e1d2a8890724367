import { describe, expect, it } from 'vitest';

import { publishedExamples } from '../testing/published-examples.ts';
import { attributesIn, receivedAt } from '../testing/reading.ts';
import { measuredEvents, normaliseDelivery } from './normalise-delivery.ts';

const examples = publishedExamples();
const measured = examples.filter(({ event }) => measuredEvents.includes(event));

function isPlainIssue({ issue }: Readonly<Record<string, unknown>>): boolean {
  return typeof issue === 'object' && issue !== null && !('pull_request' in issue);
}

describe('the published webhook payloads', () => {
  it('cover every event that is measured', () => {
    expect(new Set(measured.map(({ event }) => event))).toEqual(new Set(measuredEvents));
  });

  it.each(measured)('are read: $event #$index', ({ event, payload }) => {
    const normalised = normaliseDelivery({ event, payload, receivedAt });

    const isNothing = event === 'ping' || isPlainIssue(payload);
    expect(normalised.outcome).toBe(isNothing ? 'ignored' : 'observations');
  });

  it('of other events are ignored', () => {
    const others = examples.filter(({ event }) => !measuredEvents.includes(event));

    const outcomes = others.map(({ event, payload }) =>
      normaliseDelivery({ event, payload, receivedAt }),
    );

    expect(others.length).toBeGreaterThan(50);
    expect(outcomes.every(({ outcome }) => outcome === 'ignored')).toBe(true);
  });

  it('that know no draft say nothing of it', () => {
    const said = measured.flatMap(({ event, payload }) => {
      const normalised = normaliseDelivery({ event, payload, receivedAt });
      if (normalised.outcome === 'ignored') return [];
      const attributes = attributesIn(normalised.groups.flatMap((group) => group.observations));
      const pull = payload['pull_request'];
      if (attributes === undefined || typeof pull !== 'object' || pull === null) return [];
      return [{ stated: 'draft' in pull, read: 'draft' in attributes }];
    });

    expect(said.some(({ stated }) => !stated)).toBe(true);
    expect(said.every(({ stated, read }) => stated === read)).toBe(true);
  });
});
