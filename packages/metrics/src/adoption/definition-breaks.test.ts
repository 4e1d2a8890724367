import { expect, it } from 'vitest';

import { startOfDay } from '../days.ts';
import { definitionBreaks, definitionBreaksWithin } from './definition-breaks.ts';

it('has breaks on real days, in order', () => {
  const days = definitionBreaks.map(({ day }) => day);
  expect(days).toEqual(days.toSorted());
  for (const day of days) expect(() => startOfDay(day)).not.toThrow();
});

it('tells those of a window, without its end', () => {
  const found = definitionBreaksWithin('2026-05-29', '2026-06-19');

  expect(found.map(({ day }) => day)).toEqual(['2026-05-29']);
});
