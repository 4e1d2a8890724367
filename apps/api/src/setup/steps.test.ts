import { expect, test } from 'vitest';

import { fault, fine } from '../github-app/finding.ts';
import { stepsOf } from './steps.ts';

const app = fine('github-app', 'the App uplift-acme');
const nothing = { app: 'none', installed: [], repositories: 0, pullRequests: 0 } as const;
const installed = { ...nothing, app, installed: ['acme'], repositories: 3 };

test.each([
  ['nothing yet', nothing, ['now', 'later', 'later']],
  ['an App', { ...nothing, app }, ['done', 'now', 'later']],
  ['an App that is installed', installed, ['done', 'done', 'now']],
  ['pull requests', { ...installed, pullRequests: 1200 }, ['done', 'done', 'done']],
  [
    'an App whose key cannot be read',
    {
      ...installed,
      pullRequests: 5,
      app: fault('github-app', 'the key cannot be read', 'mend it'),
    },
    ['now', 'later', 'later'],
  ],
])('with %s the steps stand so', (_case, progress, states) => {
  expect(stepsOf(progress).map(({ state }) => state)).toEqual(states);
});

test('what is there is counted in words', () => {
  const words = stepsOf({ ...installed, pullRequests: 1200 }).map((step) => step.words);

  expect(words).toEqual([
    'the App uplift-acme',
    'Installed for acme: 3 repositories so far.',
    '1,200 pull requests here; the newest come first.',
  ]);
});
