import { expect, test } from 'vitest';

import { typeset } from './typeset.ts';

test.each([
  [
    'changed by -1.3 % (95 % interval -12.8 to +11.7 %)',
    'changed by −1.3% (95% interval −12.8 to +11.7%)',
  ],
  ['2026-01-25, a group-time ratio [-2, 3]', '2026-01-25, a group-time ratio [−2, 3]'],
  ['-4 of 10', '−4 of 10'],
  ['not a % of anything', 'not a % of anything'],
])('%s', (sent, shown) => {
  expect(typeset(sent)).toBe(shown);
});
