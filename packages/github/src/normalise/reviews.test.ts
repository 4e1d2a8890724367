import { describe, expect, it } from 'vitest';

import { payloadJson, reviewJson, shortPullJson } from '../testing/payloads.ts';
import { attributesIn, eventsIn, observationsOf } from '../testing/reading.ts';

const graceRef = { githubId: 2, login: 'grace', type: 'User' };
const at = new Date('2026-03-02T12:00:00Z');

function reviewEvents(action: string, review: object) {
  const pull = shortPullJson({ updated_at: '2026-03-03T08:00:00Z' });
  const payload = payloadJson({ action, review: reviewJson({ ...review }), pull_request: pull });
  return observationsOf('pull_request_review', payload);
}

describe('a pull_request_review delivery', () => {
  it.each(['submitted', 'edited'])('with %s is the review at its submission', (action) => {
    expect(eventsIn(reviewEvents(action, { state: 'changes_requested' })).slice(1)).toEqual([
      { kind: 'review', reviewId: '501', at, actor: graceRef, state: 'changes_requested' },
    ]);
  });

  it('with dismissed is the dismissal too, at updated_at, the state before unknown', () => {
    expect(eventsIn(reviewEvents('dismissed', { state: 'dismissed' })).slice(1)).toEqual([
      { kind: 'review', reviewId: '501', at, actor: graceRef, state: 'dismissed' },
      {
        kind: 'review_dismissed',
        reviewId: '501',
        at: new Date('2026-03-03T08:00:00Z'),
        actor: graceRef,
        previousState: null,
      },
    ]);
  });

  it('is no review while pending', () => {
    expect(
      eventsIn(reviewEvents('submitted', { state: 'pending', submitted_at: null })),
    ).toHaveLength(1);
  });

  it('carries the short pull request, whose absent sizes stay absent', () => {
    const found = attributesIn(reviewEvents('submitted', {}));

    expect(found).toMatchObject({ title: 'Pay in instalments', headRef: 'instalments' });
    expect(found).not.toHaveProperty('additions');
    expect(found).not.toHaveProperty('mergedBy');
  });
});

describe('a pull_request_review_comment delivery', () => {
  const payload = (comment: object) =>
    payloadJson({
      action: 'created',
      comment: {
        id: 77,
        user: { id: 2, login: 'grace' },
        created_at: '2026-03-02T11:00:00Z',
        ...comment,
      },
      pull_request: shortPullJson(),
    });

  it('is a response where it stands outside a review', () => {
    const events = eventsIn(observationsOf('pull_request_review_comment', payload({})));

    expect(events.slice(1)).toEqual([
      {
        kind: 'response',
        form: 'review_comment',
        commentId: '77',
        at: new Date('2026-03-02T11:00:00Z'),
        actor: { githubId: 2, login: 'grace', type: null },
      },
    ]);
  });

  it('is none where it is part of a review, unseen until that is submitted', () => {
    const inReview = payload({ pull_request_review_id: 501 });

    expect(eventsIn(observationsOf('pull_request_review_comment', inReview))).toHaveLength(1);
  });
});

describe('an issue_comment delivery', () => {
  const comment = { id: 78, user: { id: 2, login: 'grace' }, created_at: '2026-03-02T11:00:00Z' };
  const payload = (issue: object) => payloadJson({ action: 'created', comment, issue });

  it('is a response where the conversation is a pull request', () => {
    const ofPull = payload({ number: 12, pull_request: { url: 'https://example.com' } });

    expect(observationsOf('issue_comment', ofPull)).toMatchObject([
      { number: 12, event: { kind: 'response', form: 'issue_comment', commentId: '78' } },
    ]);
  });

  it('is ignored where it is an issue', () => {
    expect(observationsOf('issue_comment', payload({ number: 12 }))).toEqual([]);
  });
});
