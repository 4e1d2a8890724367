import { describe, expect, it } from 'vitest';

import { payloadJson, pullJson, reviewJson, shortPullJson } from '../testing/payloads.ts';
import { publishedExamples } from '../testing/published-examples.ts';
import { eventsIn, lineObservations, observationsOf } from '../testing/reading.ts';

const line = (data: unknown, repository = 'acme/api') =>
  eventsIn(lineObservations({ kind: 'pull_request', repository, data }));

describe('history and webhooks', () => {
  it('give the same snapshot of the same pull request, for every published payload', () => {
    const pairs = publishedExamples().flatMap(({ event, payload }) => {
      if (!event.startsWith('pull_request')) return [];
      const [snapshot] = eventsIn(observationsOf(event, payload));
      return snapshot === undefined ? [] : [{ snapshot, data: payload['pull_request'] }];
    });

    expect(pairs.length).toBeGreaterThan(30);
    for (const { snapshot, data } of pairs) {
      expect(line(data, 'Codertocat/Hello-World')).toEqual([snapshot]);
    }
  });

  it('give the same snapshot whole and short, but for what the short form lacks', () => {
    const [whole] = line(pullJson());
    const [short] = line(shortPullJson());

    expect(whole).toMatchObject({ ...short });
    expect(short).not.toEqual(whole);
  });

  it('give the same review, whose state REST writes in upper case', () => {
    // given
    const review = reviewJson({ state: 'approved' });
    const payload = payloadJson({ action: 'submitted', review, pull_request: shortPullJson() });

    // when
    const [, byWebhook] = eventsIn(observationsOf('pull_request_review', payload));
    const byHistory = eventsIn(
      lineObservations({
        kind: 'review',
        repository: 'acme/api',
        pull_request: 12,
        data: reviewJson({ state: 'APPROVED' }),
      }),
    );

    // then
    expect(byHistory).toEqual([byWebhook]);
  });
});
