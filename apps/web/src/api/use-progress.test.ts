import { expect, test } from 'vitest';

import { progressIn } from './use-progress.ts';

test.each([
  ['{"id":1,"status":"running","progress":0.4}', 0.4],
  ['{"id":1,"status":"running"}', null],
  ['', null],
])('of the event %j the progress is %s', (data, progress) => {
  expect(progressIn(data)).toBe(progress);
});
