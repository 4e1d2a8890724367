import { expect, test } from 'vitest';

import { revertedNumber } from './reverted-number.ts';

test.each([
  ['GitHub’s branch', 'revert-12-add-cache', null, 12],
  ['the branch before the body', 'revert-12-add-cache', 'Reverts #9', 12],
  ['a body', 'undo', 'Reverts #9', 9],
  ['a body that names the repository', 'undo', 'Reverts Acme/API#9', 9],
  ['a body with the address', 'undo', 'Reverts https://github.com/acme/api/pull/9', 9],
  ['the first of its own repository', null, 'Reverts acme/web#4\nReverts acme/api#5', 5],
  ['nothing for another repository', null, 'Reverts acme/web#4', null],
  ['nothing for a commit', null, 'Reverts commit 12345', null],
  ['nothing for a branch that only looks alike', 'my-revert-12-x', 'This reverted #3', null],
  ['nothing in silence', null, null, null],
] as const)('takes %s', (...[, headRef, body, expected]) => {
  expect(revertedNumber({ headRef, body, repositoryFullName: 'acme/api' })).toBe(expected);
});
