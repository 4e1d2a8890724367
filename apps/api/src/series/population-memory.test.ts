import { expect, test } from 'vitest';

import { createPopulationMemory } from './population-memory.ts';

const people = (...ids: number[]) => new Map([['all', new Set(ids)]]);

test('what was found for a key is found once', async () => {
  const memory = createPopulationMemory(10);

  await memory.find('a', async () => people(1, 2));

  expect(await memory.find('a', async () => people(3))).toEqual(people(1, 2));
  expect(await memory.find('b', async () => people(3))).toEqual(people(3));
});

test('who asks while it is being found waits for the same', async () => {
  const memory = createPopulationMemory(10);
  let tell: (found: ReturnType<typeof people>) => void = () => {};
  const found = new Promise<ReturnType<typeof people>>((resolve) => {
    tell = resolve;
  });

  const first = memory.find('a', () => found);
  const second = memory.find('a', async () => people(3));
  tell(people(1));

  expect(await Promise.all([first, second])).toEqual([people(1), people(1)]);
});

test('a failure fails the one who met it, and is not remembered', async () => {
  const memory = createPopulationMemory(10);
  const broken = new Error('the connection was lost');

  const first = memory.find('a', async () => {
    throw broken;
  });
  const second = memory.find('a', async () => people(2));

  await expect(first).rejects.toBe(broken);
  expect(await second).toEqual(people(2));
  expect(await memory.find('a', async () => people(3))).toEqual(people(3));
});

test('what was not asked for longest goes when there are too many people', async () => {
  const memory = createPopulationMemory(10);
  await memory.find('a', async () => people(1, 2, 3));
  await memory.find('b', async () => people(4, 5, 6));
  await memory.find('a', async () => people());

  // four with its own place, beside four and four
  await memory.find('c', async () => people(7, 8, 9));

  expect(await memory.find('a', async () => people())).toEqual(people(1, 2, 3));
  expect(await memory.find('b', async () => people())).toEqual(people());
});
