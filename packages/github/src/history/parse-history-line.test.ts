import { describe, expect, it } from 'vitest';

import { ada, commitJson, pullJson, reviewJson, shortPullJson } from '../testing/payloads.ts';
import { attributesIn, eventsIn, lineObservations, lineOf } from '../testing/reading.ts';
import { parseHistoryLine } from './parse-history-line.ts';

const adaRef = { githubId: 1, login: 'ada', type: 'User' };
const acme = { githubId: null, login: 'acme' };
const place = { repository: 'acme/api', pull_request: 12 };

describe('parseHistoryLine, of lines that it cannot read', () => {
  it.each([
    ['', 'not_json'],
    ['{"kind":', 'not_json'],
    ['[1]', 'not_an_object'],
    ['null', 'not_an_object'],
    ['"text"', 'not_an_object'],
    ['{}', 'unknown_kind'],
    ['{"kind":"constructor"}', 'unknown_kind'],
    ['{"kind":["review"]}', 'unknown_kind'],
    ['{"kind":"review"}', 'invalid_review'],
    ['{"kind":"pull_request","repository":"acme","data":{}}', 'invalid_pull_request'],
    ['{"kind":"timeline_event","data":null}', 'invalid_timeline_event'],
    ['{"kind":"delivery","event":"push","data":{}}', 'invalid_delivery'],
    [`{"kind":"delivery","deep":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'too_deep'],
  ])('skips %.60s as %s', (text, reason) => {
    expect(parseHistoryLine(text)).toMatchObject({ outcome: 'skipped', reason });
  });

  it('names the wrong fields, and nothing of their content', () => {
    const read = lineOf({
      kind: 'review',
      repository: 'hunter2',
      pull_request: 0,
      data: reviewJson(),
    });

    expect(read).toMatchObject({ outcome: 'skipped', reason: 'invalid_review' });
    const detail = read.outcome === 'skipped' ? read.detail : '';
    expect(detail).toContain('repository (expected owner/name)');
    expect(detail).toContain('pull_request (');
    expect(detail).not.toContain('hunter2');
  });

  it('reads a file that begins with a byte order mark', () => {
    const text = '\uFEFF{"kind":"organization","data":{"login":"acme"}}';

    expect(parseHistoryLine(text).outcome).toBe('observations');
  });

  it.each(['2026-02-30', '2026-13-01', '1969-12-31', '2026-3-1', '2026-03-01T00:00:00Z'])(
    'takes %s for no calendar day',
    (on) => {
      const data = { user: ada, tool: 'cursor', on };

      expect(lineOf({ kind: 'adoption', organization: 'acme', data })).toMatchObject({
        reason: 'invalid_adoption',
      });
    },
  );
});

describe('parseHistoryLine, of organisations', () => {
  it('reads the organisation', () => {
    const organization = { githubId: 9, login: 'acme' };

    expect(lineOf({ kind: 'organization', data: { id: 9, login: 'acme' } })).toEqual({
      outcome: 'observations',
      groups: [{ organization, observations: [{ kind: 'organization', organization }] }],
    });
  });

  it('reads a repository, which belongs to its owner unless the line says otherwise', () => {
    const data = { full_name: 'ada/tool', owner: { id: 1, login: 'ada' } };

    const owned = lineOf({ kind: 'repository', data });
    const same = lineOf({ kind: 'repository', organization: 'Ada', data });
    const other = lineOf({ kind: 'repository', organization: 'acme', data });

    expect(owned).toMatchObject({ groups: [{ organization: { githubId: 1, login: 'ada' } }] });
    expect(same).toMatchObject({ groups: [{ organization: { githubId: 1, login: 'Ada' } }] });
    expect(other).toMatchObject({ groups: [{ organization: acme }] });
  });

  it('reads a team, a membership and an adoption', () => {
    const organization = 'acme';
    const member = { user: { login: 'ada' }, from: '2025-01-01', to: null };

    const lines = [
      { kind: 'team', organization, data: { id: 3, slug: 'payments', name: 'Payments' } },
      { kind: 'team_membership', organization, team: 'payments', data: member },
      { kind: 'adoption', organization, data: { user: ada, tool: 'cursor', on: '2024-02-29' } },
    ];

    expect(lines.flatMap(lineObservations)).toEqual([
      { kind: 'team', team: { githubId: 3, slug: 'payments' }, name: 'Payments' },
      {
        kind: 'team_membership',
        team: { githubId: null, slug: 'payments' },
        member: { githubId: null, login: 'ada', type: null },
        from: '2025-01-01',
        to: null,
      },
      { kind: 'adoption', user: adaRef, tool: 'cursor', on: '2024-02-29' },
    ]);
  });

  it('skips a membership that ends before it begins', () => {
    const data = { user: ada, from: '2025-01-02', to: '2025-01-02' };

    expect(
      lineOf({ kind: 'team_membership', organization: 'acme', team: 'payments', data }),
    ).toMatchObject({ reason: 'invalid_team_membership' });
  });

  it('passes a delivery on as JSON that every store takes', () => {
    const data = { action: 'opened', text: 'a\u0000b\uD800' };

    expect(lineOf({ kind: 'delivery', event: 'pull_request', id: 'guid', data })).toEqual({
      outcome: 'delivery',
      event: 'pull_request',
      id: 'guid',
      body: '{"action":"opened","text":"ab\uFFFD"}',
    });
  });
});

describe('parseHistoryLine, of pull requests', () => {
  it('reads a whole pull request, and the repository id that it carries', () => {
    const read = lineOf({ kind: 'pull_request', repository: 'acme/api', data: pullJson() });

    expect(read).toMatchObject({
      groups: [
        {
          organization: acme,
          observations: [{ number: 12, repository: { githubId: 7, fullName: 'acme/api' } }],
        },
      ],
    });
  });

  it('reads one out of a list, without what lists lack', () => {
    const data = shortPullJson({ base: { ref: 'main' } });

    const observations = lineObservations({ kind: 'pull_request', repository: 'acme/api', data });

    expect(observations).toMatchObject([{ repository: { githubId: null } }]);
    expect(attributesIn(observations)).not.toHaveProperty('additions');
  });

  it('reads the little that a pull request needs', () => {
    const data = {
      number: 12,
      created_at: '2026-03-02T09:00:00Z',
      merged_at: '2026-03-03T09:00:00Z',
    };

    expect(
      eventsIn(lineObservations({ kind: 'pull_request', repository: 'acme/api', data })),
    ).toEqual([
      {
        kind: 'snapshot',
        at: new Date('2026-03-03T09:00:00Z'),
        attributes: {
          createdAt: new Date('2026-03-02T09:00:00Z'),
          mergedAt: new Date('2026-03-03T09:00:00Z'),
        },
      },
    ]);
  });

  it('reads a commit by its authored date, with marks and co-authors, without words or addresses', () => {
    // given
    const message = `Fix secret thing\n\nCo-authored-by: Grace <2+grace@users.noreply.github.com>\nCo-authored-by: Claude <noreply@anthropic.com>`;

    // when
    const events = eventsIn(
      lineObservations({ kind: 'commit', ...place, data: commitJson(message) }),
    );

    // then
    expect(events).toMatchObject([
      {
        kind: 'commit',
        sha: 'a'.repeat(40),
        at: new Date('2026-03-01T06:30:00Z'),
        committedAt: new Date('2026-03-01T10:00:00Z'),
        actor: adaRef,
        coAuthors: [{ githubId: 2, login: 'grace' }],
        marks: [{ tool: 'claude-code', signal: 'commit_co_author' }],
      },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/secret|example\.com/);
  });

  it.each([null, {}, undefined])('reads a commit whose author %j has no account', (author) => {
    const data = commitJson('change', { author });

    expect(eventsIn(lineObservations({ kind: 'commit', ...place, data }))).toMatchObject([
      { actor: null },
    ]);
  });

  it('skips a commit without any date', () => {
    const data = { sha: 'abc', commit: { message: 'x', author: { name: 'Ada' } } };

    expect(lineOf({ kind: 'commit', ...place, data })).toMatchObject({
      reason: 'invalid_commit',
      detail: 'data.commit.author.date (expected an instant)',
    });
  });

  it('is not slowed by a message of blanks', () => {
    const data = commitJson(`Co-authored-by:${' '.repeat(200_000)}`);

    expect(lineOf({ kind: 'commit', ...place, data }).outcome).toBe('observations');
  });

  it('reads a review, and skips one that is pending', () => {
    const read = eventsIn(lineObservations({ kind: 'review', ...place, data: reviewJson() }));
    const pending = reviewJson({ state: 'PENDING', submitted_at: null });

    expect(read).toMatchObject([{ kind: 'review', reviewId: '501', state: 'approved' }]);
    expect(lineOf({ kind: 'review', ...place, data: pending })).toMatchObject({
      reason: 'pending_review',
    });
  });

  it('tells reviews and comments without ids apart by who and when', () => {
    const review = lineObservations({ kind: 'review', ...place, data: reviewJson({ id: null }) });

    expect(eventsIn(review)).toMatchObject([{ reviewId: 'grace@2026-03-02T12:00:00.000Z' }]);
  });

  it('reads comments as responses, unless they are part of a review', () => {
    const data = { id: 5, user: ada, created_at: '2026-03-02T11:00:00Z' };

    const lines = [
      { kind: 'issue_comment', ...place, data },
      { kind: 'review_comment', ...place, data },
      { kind: 'review_comment', ...place, data: { ...data, pull_request_review_id: 501 } },
    ];

    expect(lines.map((line) => lineOf(line).outcome)).toEqual(Array(3).fill('observations'));
    expect(eventsIn(lines.flatMap(lineObservations))).toMatchObject([
      { kind: 'response', form: 'issue_comment', commentId: '5' },
      { kind: 'response', form: 'review_comment', commentId: '5' },
    ]);
  });
});
