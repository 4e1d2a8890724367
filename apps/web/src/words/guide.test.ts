import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { measureGuide } from './guide-measures.ts';
import { guideGroups, topicGuide } from './guide-topics.ts';

const written = readFileSync(new URL('../../../../docs/definitions.md', import.meta.url), 'utf8');
const titles = [...written.matchAll(/^#{2,3} (.+)$/gm)].map(([, title]) => title);
const entries = { ...measureGuide, ...topicGuide };

test('every rule that a page of the guide shows is written down', () => {
  const shown = Object.values(entries).flatMap(({ rules }) => rules);

  expect(shown.filter((title) => !titles.includes(title))).toEqual([]);
});

test('the table of contents leads to every page of the guide, once', () => {
  const listed = guideGroups.flatMap(({ ids }) => ids);

  expect(listed.toSorted()).toEqual(Object.keys(entries).toSorted());
});

test('every page of the guide says what is left out', () => {
  expect(Object.values(entries).filter(({ leftOut }) => leftOut.length === 0)).toEqual([]);
});
