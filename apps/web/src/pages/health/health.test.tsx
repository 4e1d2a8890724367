import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import type { HealthDetail } from '../../api/health-detail.ts';
import { gapsOf, healthSentence, sourceStanding, webhookStanding } from '../../words/health.ts';
import { backfillBars, completenessHeat, unknownWords } from './figures.ts';
import { Sources } from './sources.tsx';
import { FilesCard } from './tables.tsx';

const ALL = { from: 0, to: 50 };
const NOW = new Date('2026-11-02T14:12:00Z');
const day = { expected: 4, present: 4, percent: 100, reason: 'live and reconciled' };
const unknown = { expected: null, present: null, percent: null, reason: 'not compared yet' };
const api: HealthDetail['repositories'][number] = {
  repository: 'acme/api',
  removed: false,
  pullRequests: 1200,
  lastEventAt: '2026-11-01T17:00:00Z',
  backfill: {
    state: 'running',
    done: 40,
    total: 80,
    percent: 50,
    eta: '2026-11-02T10:00:00Z',
    failure: null,
  },
  completeness: [
    { day: '2026-11-01', ...day },
    { day: '2026-11-02', ...unknown },
  ],
};
const health: HealthDetail = {
  installationStatus: 'active',
  webhooks: { lastAt: '2026-11-02T09:12:00Z', usualSeconds: 240, longestSeconds: 7200 },
  repositories: [
    api,
    { ...api, repository: 'acme/old', removed: true, backfill: null, completeness: [] },
  ],
  completeness: { percent: 50, unknownDays: 1, to: '2026-11-02' },
  rateBudgets: [],
  sources: [{ source: 'seats', state: 'refused', lastRunAt: null, reason: 'No licence.' }],
  copilot: { policy: 'off', missing: 2 },
  deliveryLog: { checked: 9, repaired: 2, lost: 1, failure: null },
};
const files: HealthDetail = {
  ...health,
  installationStatus: 'none',
  webhooks: null,
  repositories: [{ ...api, backfill: null }],
  sources: [{ source: 'seats', state: 'never', lastRunAt: null, reason: null }],
};
const words = (element: React.ReactNode) =>
  renderToStaticMarkup(element)
    .replaceAll('<wbr/>', '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

test('the history of what is shared is told with its share and state', () => {
  const { rows } = backfillBars(health);

  expect(rows.map(({ label, note }) => [label, note])).toEqual([['api', '50% running']]);
  expect(rows[0]?.cells[0]).toBe('40 of 80');
});

describe('completeness', () => {
  test('a day that is not known is no zero, and every day has its reason', () => {
    const cells = completenessHeat(health, ALL).rows[0]?.cells ?? [];

    expect(cells.map(({ look }) => look)).toEqual(['q5', 'unknown']);
    expect(cells.map(({ reading }) => reading.lines[1])).toEqual([
      'live and reconciled',
      'not compared yet',
    ]);
  });

  test('of days that are not known it is said how many, whatever the reason', () => {
    const compared = { ...api, completeness: [{ day: '2026-11-01', ...day }] };

    expect(unknownWords(health)).toBe('n = 2 days of repositories, of which 1 is not known');
    expect(unknownWords({ repositories: [compared] })).toBe(
      'n = 1 days of repositories, all compared',
    );
  });

  test('the worst repository stands first, and those of a page alone', () => {
    const worse = {
      ...api,
      repository: 'acme/web',
      completeness: [{ ...day, day: '2026-11-01', present: 1, percent: 25 }],
    };
    const { rows } = completenessHeat({ repositories: [api, worse] }, ALL);

    expect(rows.map(({ label }) => label)).toEqual(['web', 'api']);
    const second = completenessHeat({ repositories: [api, worse] }, { from: 1, to: 2 });
    expect(second.rows.map(({ label }) => label)).toEqual(['api']);
    expect(gapsOf({ repositories: [api, worse] })).toMatchObject([
      { repository: 'acme/web', missing: 3 },
    ]);
  });
});

describe('sources', () => {
  test('say why not, and repairs are counted', () => {
    const told = words(<Sources health={health} zone="UTC" now={NOW} />);

    expect(told).toContain('Copilot seats refused by GitHub. No licence.');
    expect(told).toContain('9 looked at, 2 repaired, 1 lost');
  });

  test('that are stuck say since when, in words that stand out', () => {
    const drawn = renderToStaticMarkup(<Sources health={health} zone="UTC" now={NOW} />);

    expect(drawn).toMatch(/health-stuck">Nothing since 2 Nov[^<]*, 5\.0 h\. Usually every 4 min\./);
    expect(drawn).toContain('2 Nov 2026, 09:12 UTC');
    expect(webhookStanding(health, { now: new Date('2026-11-02T10:30:00Z') })?.isStuck).toBe(false);
    expect(webhookStanding(health, { now: NOW, isSimulated: true })).toMatchObject({
      words: expect.stringContaining('The simulation is over.'),
      isStuck: false,
    });
  });
});

test('a source that is stuck says why, too', () => {
  const source = {
    source: 'usage',
    state: 'failed',
    lastRunAt: '2026-10-31T14:12:00Z',
    reason: 'Accept the permission.',
  } as const;

  expect(sourceStanding(source, { now: NOW, zone: 'UTC' })).toEqual({
    words: 'Nothing since 31 Oct 2026, 14:12 UTC, 48 h. Usually every day. Accept the permission.',
    isStuck: true,
  });
});

describe('the sentence', () => {
  test.each([
    ['while history loads', health, 'History of 1 of 1 repository is still on its way'],
    ['of files', files, 'These data came from files: 1 repository, up to 1 Nov'],
    [
      'of what is whole',
      {
        ...health,
        repositories: [{ ...api, backfill: null }],
        completeness: { percent: 100, unknownDays: 0, to: '2026-11-02' },
      },
      'All 1 repository complete to 2 Nov 2026.',
    ],
  ])('%s says so', (_case, given, expected) => {
    expect(healthSentence(given)).toContain(expected);
  });
});

test('what came from files is told of each repository, and what is missing once', () => {
  const told = words(<FilesCard health={files} zone="Asia/Tokyo" stretch={ALL} />);

  expect(told).toContain('acme/api 1,200 2 Nov 2026, 02:00 GMT+9');
  expect(told).not.toMatch(/never|not compared/);
});
