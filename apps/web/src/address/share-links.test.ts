import { expect, test } from 'vitest';

import { shareLinks } from './share-links.ts';

// A Wednesday.
const today = new Date('2026-11-25T12:00:00Z');
const page = 'https://uplift.example/o/acme/cycle-time';

test('a moving period is shared as it is, or as the dates that it covers today', () => {
  const links = shareLinks({ href: `${page}?team=payments&period=12w`, isFiltered: true }, today);

  expect(links).toEqual([
    { kind: 'moving', href: `${page}?team=payments&period=12w` },
    { kind: 'dates', href: `${page}?team=payments&from=2026-08-31&to=2026-11-26` },
  ]);
});

test('the usual period moves, too', () => {
  const [moving, dates] = shareLinks({ href: page, isFiltered: true }, today);

  expect(moving).toEqual({ kind: 'moving', href: page });
  expect(dates?.href).toBe(`${page}?from=2026-05-25&to=2026-11-26`);
});

test.each([
  ['dates', `${page}?from=2026-05-25&to=2026-11-26`, true],
  ['a page without filters', 'https://uplift.example/o/acme/comparisons/7', false],
])('there is nothing to choose of %s', (_what, href, isFiltered) => {
  expect(shareLinks({ href, isFiltered }, today)).toEqual([{ kind: 'only', href }]);
});
