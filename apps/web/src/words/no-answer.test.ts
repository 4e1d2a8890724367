import { expect, test } from 'vitest';

import { emptyWeek, week } from '../charts/testing.ts';
import { firstKnownOf, noAnswerWords } from './no-answer.ts';

const none = (index: number) => ({ ...emptyWeek(index, 'insufficient_data'), sampleSize: 0 });

test('data that begin within the period tell when an answer can be had at the earliest', () => {
  // The third week begins on 15 June; 16 weeks later is 5 October.
  const firstWeek = firstKnownOf({
    series: [{ key: 'all', points: [none(0), none(1), week(2), none(3)] }],
  });

  expect(noAnswerWords({ asked: null, firstWeek })).toContain(
    'The data begin on 15 Jun 2026: an answer can stand here from 5 Oct 2026.',
  );
});

test('data that may begin before the period, or not at all, promise no day', () => {
  const whole = firstKnownOf({ series: [{ key: 'all', points: [week(0), week(1)] }] });
  const nothing = firstKnownOf({ series: [{ key: 'all', points: [none(0)] }] });

  expect([whole, nothing, firstKnownOf(undefined)]).toEqual([null, null, null]);
  expect(noAnswerWords({ asked: null, firstWeek: null })).not.toContain('begin');
});

test('an answer that is on its way is told of', () => {
  expect(noAnswerWords({ asked: 'Did it?', firstWeek: null })).toContain('“Did it?” is being');
});
