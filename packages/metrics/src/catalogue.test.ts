import { expect, test } from 'vitest';

import { catalogue } from './catalogue.ts';
import { measureIds } from './measure.ts';

test('every measure stands in the catalogue under its own id, described in one sentence', () => {
  expect(Object.keys(catalogue)).toEqual([...measureIds]);
  for (const id of measureIds) {
    expect(catalogue[id].id).toBe(id);
    expect(catalogue[id].description).toMatch(/^[A-Z].*\.$/);
  }
});

test('only rates of what is undone later still change after their bucket', () => {
  const late = measureIds.filter((id) => catalogue[id].provisionalDays > 0);

  expect(late).toEqual(['revert_rate', 'change_failure_rate']);
  expect(catalogue.revert_rate.provisionalDays).toBe(30);
  expect(catalogue.change_failure_rate.provisionalDays).toBe(7);
});
