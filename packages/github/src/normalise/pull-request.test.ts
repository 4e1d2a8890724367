import { describe, expect, it } from 'vitest';

import { ada, payloadJson, pullJson, userJson } from '../testing/payloads.ts';
import { attributesIn, eventsIn, groupsOf, observationsOf } from '../testing/reading.ts';

const adaRef = { githubId: 1, login: 'ada', type: 'User' };
const graceRef = { githubId: 2, login: 'grace', type: 'User' };

const payload = (action: string, pull = {}, more = {}) =>
  payloadJson({ action, pull_request: pullJson(pull), ...more });

const attributes = (pull: object) =>
  attributesIn(observationsOf('pull_request', payload('edited', { ...pull })));

describe('a pull_request delivery', () => {
  it('is a snapshot of all that it states, dated by updated_at', () => {
    // when
    const groups = groupsOf('pull_request', payload('opened'));

    // then
    expect(groups).toEqual([
      {
        organization: { githubId: 9, login: 'acme' },
        observations: [
          {
            kind: 'pull_request_event',
            repository: { githubId: 7, fullName: 'acme/api' },
            number: 12,
            event: {
              kind: 'snapshot',
              at: new Date('2026-03-02T09:00:00Z'),
              attributes: {
                title: 'Pay in instalments',
                author: adaRef,
                assignees: [],
                mergedBy: null,
                state: 'open',
                createdAt: new Date('2026-03-02T09:00:00Z'),
                mergedAt: null,
                closedAt: null,
                draft: false,
                additions: 10,
                deletions: 2,
                changedFiles: 3,
                commits: 1,
                headRef: 'instalments',
                baseRef: 'main',
                labels: ['payments'],
                revertsNumber: null,
                marks: [],
              },
            },
          },
        ],
      },
    ]);
  });

  it.each(['ready_for_review', 'converted_to_draft', 'reopened'])(
    'with %s is that change as well, by the sender',
    (action) => {
      const read = payload(action, { updated_at: '2026-03-03T10:00:00Z' });

      expect(eventsIn(observationsOf('pull_request', read)).slice(1)).toEqual([
        { kind: action, at: new Date('2026-03-03T10:00:00Z'), actor: graceRef },
      ]);
    },
  );

  it('with closed is a merge at merged_at by who merged, where it was merged', () => {
    // given
    const merged = {
      state: 'closed',
      merged: true,
      merged_by: ada,
      merged_at: '2026-03-04T10:00:00Z',
      closed_at: '2026-03-04T10:00:01Z',
    };

    // when
    const events = eventsIn(observationsOf('pull_request', payload('closed', merged)));

    // then
    expect(events.slice(1)).toEqual([
      { kind: 'merged', at: new Date('2026-03-04T10:00:00Z'), actor: adaRef },
    ]);
  });

  it('with closed is a closing at closed_at, where it was not merged', () => {
    const closed = { state: 'closed', closed_at: '2026-03-04T10:00:01Z' };

    expect(eventsIn(observationsOf('pull_request', payload('closed', closed))).slice(1)).toEqual([
      { kind: 'closed', at: new Date('2026-03-04T10:00:01Z'), actor: graceRef },
    ]);
  });

  it('with review_requested names the person asked, and nobody where a team is asked', () => {
    const ofPerson = payload('review_requested', {}, { requested_reviewer: userJson(3, 'joan') });
    const ofTeam = payload('review_requested', {}, { requested_team: { id: 4, name: 'Core' } });

    expect(eventsIn(observationsOf('pull_request', ofPerson)).slice(1)).toEqual([
      {
        kind: 'review_requested',
        at: new Date('2026-03-02T09:00:00Z'),
        actor: graceRef,
        reviewer: { githubId: 3, login: 'joan', type: 'User' },
      },
    ]);
    expect(eventsIn(observationsOf('pull_request', ofTeam))).toHaveLength(1);
  });

  it('of a deleted author has no author: null and the ghost are nobody', () => {
    expect(attributes({ user: null })).toMatchObject({ author: null });
    expect(attributes({ user: userJson(10_137, 'ghost') })).toMatchObject({ author: null });
  });

  it('leaves out what old payloads lack, rather than guess', () => {
    const { draft, merged_by, ...old } = pullJson();
    const read = payloadJson({ action: 'edited', pull_request: old });

    const found = attributesIn(observationsOf('pull_request', read));

    expect([draft, merged_by]).toEqual([false, null]);
    expect(found).not.toHaveProperty('draft');
    expect(found).not.toHaveProperty('mergedBy');
  });

  it('keeps AI marks and the reverted number, never the body', () => {
    // given
    const body =
      'My secret words.\n\nReverts #7\n\n🤖 Generated with [Claude Code](https://claude.ai)';

    // when
    const found = attributes({ body, head: { ref: 'codex/fix' } });

    // then
    expect(found).toMatchObject({
      revertsNumber: 7,
      marks: [
        { tool: 'claude-code', signal: 'body_mark' },
        { tool: 'codex', signal: 'branch_prefix' },
      ],
    });
    expect(JSON.stringify(found)).not.toContain('secret words');
  });

  it('reverts nothing where the number is its own or none that GitHub gives', () => {
    expect(attributes({ head: { ref: 'revert-12-x' } })).toMatchObject({ revertsNumber: null });
    expect(attributes({ head: { ref: 'revert-0-x' } })).toMatchObject({ revertsNumber: null });
    expect(attributes({ head: { ref: `revert-${'9'.repeat(30)}-x` } })).toMatchObject({
      revertsNumber: null,
    });
    expect(attributes({ head: { ref: 'revert-11-x' } })).toMatchObject({ revertsNumber: 11 });
  });

  it('reads a head that is gone, and labels without a name', () => {
    const found = attributes({ head: null, labels: [{ name: null }, { name: 'bug' }, 'old'] });

    expect(found).not.toHaveProperty('headRef');
    expect(found).toMatchObject({ labels: ['bug', 'old'] });
  });
});
