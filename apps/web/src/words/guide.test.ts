import { expect, test } from 'vitest';

import { measureGuide } from './guide-measures.ts';
import { guideGroups, topicGuide } from './guide-topics.ts';

const entries = { ...measureGuide, ...topicGuide };

test('the table of contents leads to every page of the guide, once', () => {
  const listed = guideGroups.flatMap(({ ids }) => ids);

  expect(listed.toSorted()).toEqual(Object.keys(entries).toSorted());
});

test('every page of the guide says what is left out', () => {
  expect(Object.values(entries).filter(({ leftOut }) => leftOut.length === 0)).toEqual([]);
});
