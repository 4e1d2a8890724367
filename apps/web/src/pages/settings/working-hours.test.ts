import { expect, test } from 'vitest';

import { holidaysIn } from './working-hours.ts';

test('dates are read out of whatever was pasted, each once and in order', () => {
  const pasted = '2026-12-25 Christmas\n\n2026-05-01, 2026-04-06;2026-12-25\n\tEaster Monday';

  expect(holidaysIn(pasted)).toEqual({
    holidays: ['2026-04-06', '2026-05-01', '2026-12-25'],
    unread: ['Easter Monday'],
  });
});

test('what is no day of the calendar is no holiday, and is told', () => {
  expect(holidaysIn('2026-02-30\n2026-13-01\n26-01-01')).toEqual({
    holidays: [],
    unread: ['2026-02-30', '2026-13-01', '26-01-01'],
  });
  expect(holidaysIn('')).toEqual({ holidays: [], unread: [] });
});
