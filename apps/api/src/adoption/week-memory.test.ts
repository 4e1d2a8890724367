import type { PeopleOfWeek } from '@uplift/metrics';
import { describe, expect, it } from 'vitest';

import { createWeekMemory } from './week-memory.ts';

/** A week of so many people. */
const weekOf = (week: string, people: number): PeopleOfWeek => ({
  week,
  hasSeatList: false,
  hasReport: false,
  people: new Map(
    Array.from({ length: people }, (_, id) => [
      id,
      { present: true, recentlyPresent: true, seat: null, days: 0, ways: null, stage: null },
    ]),
  ),
});

/** A memory, and which weeks it had to have read. */
function remembering(mostPeople: number, peopleAWeek = 9) {
  const memory = createWeekMemory(mostPeople);
  const read: string[] = [];
  const ask = async (version: string, ...weeks: string[]) => {
    const found = await memory.find({ version, weeks }, (missing) => {
      read.push(...missing);
      return Promise.resolve(missing.map((week) => weekOf(week, peopleAWeek)));
    });
    return found.map(({ week }) => week);
  };
  return { ask, read };
}

describe('weeks remembered', () => {
  it('are read once for a version, in whatever period they are asked for', async () => {
    const { ask, read } = remembering(1000);

    expect(await ask('one', '2026-01-12', '2026-01-19')).toEqual(['2026-01-12', '2026-01-19']);
    expect(await ask('one', '2026-01-05', '2026-01-12')).toEqual(['2026-01-05', '2026-01-12']);

    expect(read).toEqual(['2026-01-12', '2026-01-19', '2026-01-05']);
  });

  it('are read again after a change', async () => {
    const { ask, read } = remembering(1000);

    await ask('one', '2026-01-12');
    await ask('two', '2026-01-12');

    expect(read).toEqual(['2026-01-12', '2026-01-12']);
  });

  it('are as many as there is room for, those asked for last', async () => {
    // given room for two weeks of nine people and one for the week itself
    const { ask, read } = remembering(20);
    await ask('one', '2026-01-05', '2026-01-12');
    await ask('one', '2026-01-05');

    // when a third comes
    await ask('one', '2026-01-19');
    read.length = 0;

    // then the one that was not asked for since is gone
    await ask('one', '2026-01-05', '2026-01-19');
    expect(read).toEqual([]);
    await ask('one', '2026-01-12');
    expect(read).toEqual(['2026-01-12']);
  });

  it('are all told, also where there is no room for them', async () => {
    const { ask } = remembering(5);

    expect(await ask('one', '2026-01-05', '2026-01-12')).toHaveLength(2);
  });

  it('that could not be read are asked for again', async () => {
    const memory = createWeekMemory(100);
    const wanted = { version: 'one', weeks: ['2026-01-05'] };
    const failing = memory.find(wanted, () => Promise.reject(new Error('no database')));
    await expect(failing).rejects.toThrow('no database');

    expect(
      await memory.find(wanted, () => Promise.resolve([weekOf('2026-01-05', 1)])),
    ).toHaveLength(1);
  });
});
