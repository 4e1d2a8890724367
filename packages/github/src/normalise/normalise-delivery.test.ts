import { describe, expect, it } from 'vitest';

import { payloadJson, pullJson, shortPullJson } from '../testing/payloads.ts';
import { groupsOf, receivedAt } from '../testing/reading.ts';
import { normaliseDelivery } from './normalise-delivery.ts';
import { MalformedPayloadError } from './normaliser.ts';

function malformed(event: string, payload: unknown): MalformedPayloadError {
  try {
    normaliseDelivery({ event, payload, receivedAt });
  } catch (error) {
    if (error instanceof MalformedPayloadError) return error;
    throw error;
  }
  throw new Error('the payload was read');
}

describe('normaliseDelivery', () => {
  it.each(['workflow_run', 'constructor', '__proto__', ''])('ignores the event "%s"', (event) => {
    expect(normaliseDelivery({ event, payload: {}, receivedAt })).toEqual({
      outcome: 'ignored',
      reason: `event "${event}" is not measured`,
    });
  });

  it('ignores an action that GitHub adds', () => {
    const payload = payloadJson({ action: 'summoned' });

    expect(normaliseDelivery({ event: 'pull_request', payload, receivedAt })).toEqual({
      outcome: 'ignored',
      reason: 'action "summoned" of pull_request is not measured',
    });
  });

  it('ignores a ping, which may name no organisation', () => {
    expect(normaliseDelivery({ event: 'ping', payload: { zen: 'x' }, receivedAt })).toEqual({
      outcome: 'ignored',
      reason: 'ping',
    });
  });

  it('names each missing or wrong field by its path, and nothing of the content', () => {
    // given
    const pull = pullJson({ number: 'twelve', created_at: 'hunter2', title: ['hunter2'] });
    const { updated_at: _, ...rest } = pull;

    // when
    const error = malformed('pull_request', payloadJson({ action: 'opened', pull_request: rest }));

    // then
    expect(error.event).toBe('pull_request');
    expect(error.message).toMatch(/^malformed pull_request payload: /);
    for (const field of ['number', 'created_at', 'title', 'updated_at']) {
      expect(error.message).toContain(`pull_request.${field} (`);
    }
    expect(error.message).not.toMatch(/hunter2|twelve/);
  });

  it.each([null, [], 'text', 4, undefined])('calls %j no payload', (payload) => {
    expect(malformed('push', payload).problems).toHaveLength(1);
    expect(malformed('pull_request', payload).problems).toHaveLength(1);
  });

  it('calls a submitted review without its time malformed', () => {
    const review = { id: 1, state: 'approved', submitted_at: null };
    const payload = payloadJson({ action: 'submitted', review, pull_request: shortPullJson() });

    expect(malformed('pull_request_review', payload).message).toContain('review.submitted_at (');
  });

  it.each([0, -1, 1.5, 2 ** 31, 2 ** 53])('calls pull request number %d malformed', (number) => {
    const payload = payloadJson({ action: 'opened', pull_request: pullJson({ number }) });

    expect(malformed('pull_request', payload).message).toContain('pull_request.number (');
  });

  it('takes the organisation from the payload, else from the owner of the repository', () => {
    // given
    const owned = { full_name: 'ada/tool', owner: { id: 1, login: 'ada' } };
    const named = { full_name: 'ada/tool' };
    const commits: unknown[] = [];

    // then
    expect(groupsOf('push', payloadJson({ commits }))[0]?.organization).toEqual({
      githubId: 9,
      login: 'acme',
    });
    expect(groupsOf('push', { repository: owned, commits })[0]?.organization).toEqual({
      githubId: 1,
      login: 'ada',
    });
    expect(groupsOf('push', { repository: named })[0]?.organization).toEqual({
      githubId: null,
      login: 'ada',
    });
  });

  it('takes the account of the installation where nothing else is named', () => {
    const installation = { id: 44, account: { id: 9, login: 'acme' } };

    expect(groupsOf('organization', { action: 'renamed', installation })[0]?.organization).toEqual({
      githubId: 9,
      login: 'acme',
    });
    expect(malformed('organization', { action: 'renamed' }).message).toContain('organization (');
  });

  it('gives the stores no NUL, no half characters and no endless texts', () => {
    // given
    const title = `a\u0000b\uD800${'🚀'.repeat(1_000)}`;
    const body = 'Assisted-by: 🚀';
    const pull = pullJson({ title, body, labels: [{ name: 'x\u0000' }], head: { ref: 'h\u0000' } });

    // when
    const json = JSON.stringify(
      groupsOf('pull_request', payloadJson({ action: 'edited', pull_request: pull })),
    );

    // then
    expect(json).not.toMatch(/\\u0000|\\ud[89a-f]/i);
    expect(json).toContain('"title":"ab\uFFFD🚀');
    expect(json.length).toBeLessThan(3_000);
  });
});
