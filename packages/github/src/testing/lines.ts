import * as fc from 'fast-check';

import { ada, commitJson, grace, pullJson, reviewJson } from './payloads.ts';

type Json = Readonly<Record<string, unknown>>;

const place = { repository: 'acme/api', pull_request: 12 };
const organization = 'acme';
const date = '2026-03-02T11:00:00Z';
const happened = { actor: ada, created_at: date };

/** A line of each kind that is read, and of each timeline event. */
export const goodLines: readonly Json[] = [
  { kind: 'organization', data: { id: 9, login: 'acme' } },
  { kind: 'repository', organization, data: { id: 7, full_name: 'acme/api' } },
  { kind: 'pull_request', repository: 'acme/api', data: pullJson() },
  { kind: 'commit', ...place, data: commitJson('change') },
  { kind: 'review', ...place, data: reviewJson() },
  { kind: 'review_comment', ...place, data: { id: 5, user: ada, created_at: date } },
  { kind: 'issue_comment', ...place, data: { id: 6, user: ada, created_at: date } },
  { kind: 'timeline_event', ...place, data: { event: 'closed', ...happened } },
  {
    kind: 'timeline_event',
    ...place,
    data: { event: 'review_requested', ...happened, requested_reviewer: grace },
  },
  {
    kind: 'timeline_event',
    ...place,
    data: { event: 'review_dismissed', ...happened, dismissed_review: { review_id: 501 } },
  },
  {
    kind: 'timeline_event',
    ...place,
    data: { event: 'committed', sha: 'abc', message: 'x', author: { date } },
  },
  { kind: 'timeline_event', ...place, data: { event: 'reviewed', ...reviewJson() } },
  { kind: 'timeline_event', ...place, data: { event: 'copilot_work_started', ...happened } },
  { kind: 'team', organization, data: { id: 3, slug: 'payments', name: 'Payments' } },
  {
    kind: 'team_membership',
    organization,
    team: 'payments',
    data: { user: ada, from: '2025-01-01', to: null },
  },
  {
    kind: 'copilot_seat',
    organization,
    day: '2026-03-01',
    data: { created_at: date, assignee: ada },
  },
  {
    kind: 'copilot_user_day',
    organization,
    data: { user_id: 1, user_login: 'ada', day: '2026-03-01', used_chat: true },
  },
  { kind: 'adoption', organization, data: { user: ada, tool: 'cursor', on: '2026-02-03' } },
  { kind: 'delivery', event: 'push', id: 'guid', data: { ref: 'refs/heads/main' } },
];

const oddValues = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    '',
    '\u0000',
    '\uD800',
    'x'.repeat(2_000),
    2 ** 53,
    -1,
    0,
    1e308,
    '0000-00-00',
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00Z',
    [{}],
    [null],
  ),
);

/** A good line in which one value, somewhere, was replaced by another or taken away. */
export const damagedLines: fc.Arbitrary<Json> = fc
  .tuple(fc.constantFrom(...goodLines), fc.nat(), fc.option(oddValues, { nil: undefined }))
  .map(([line, where, value]) => {
    const paths = pathsIn(line);
    return replaced(line, paths[where % paths.length] ?? [], value);
  });

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pathsIn(json: Json): readonly (readonly string[])[] {
  return Object.entries(json).flatMap(([key, value]) => {
    const below = isObject(value) ? pathsIn(value) : [];
    return [[key], ...below.map((path) => [key, ...path])];
  });
}

function replaced(json: Json, path: readonly string[], value: unknown): Json {
  const [key, ...rest] = path;
  if (key === undefined) return json;
  const inside = json[key];
  return {
    ...json,
    [key]: rest.length > 0 && isObject(inside) ? replaced(inside, rest, value) : value,
  };
}
