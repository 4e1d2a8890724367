import { expect, test } from 'vitest';

import { ago, bucket, period, spokenBucket } from './dates.ts';

const at = (day: string) => new Date(`${day}T00:00:00Z`);

test('windows are shown inclusive, with the year once', () => {
  expect(period(at('2026-05-25'), at('2026-11-23'))).toBe('25 May – 22 Nov 2026');
  expect(period(at('2025-12-01'), at('2026-02-01'))).toBe('1 Dec 2025 – 31 Jan 2026');
  expect(period(at('2026-05-25'), at('2026-05-26'))).toBe('25 May 2026');
});

test('a bucket is called by its days, and aloud by its first', () => {
  expect(bucket('week', at('2026-09-14'), at('2026-09-21'))).toMatch(/^14–20 Sept? 2026$/);
  expect(bucket('week', at('2026-09-28'), at('2026-10-05'))).toMatch(/^28 Sept? – 4 Oct 2026$/);
  expect(bucket('month', at('2026-09-01'), at('2026-10-01'))).toBe('September 2026');
  expect(spokenBucket('week', at('2026-11-09'))).toBe('Week of 9 November 2026');
});

test('an instant is told relatively under a day', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  expect(ago(before(0.5), now)).toBe('just now');
  expect(ago(before(2), now)).toBe('2 min ago');
  expect(ago(before(23 * 60 + 59), now)).toBe('23 h ago');
  expect(ago(before(24 * 60), now)).toBe('24 Nov 2026');
});
