import { describe, expect, test } from 'vitest';

import { askingOf, firstDraft, nameOf, type Draft } from './draft.ts';

const draft = (changed: Partial<Draft>): Draft => ({ ...firstDraft, ...changed });

describe('a question of the builder', () => {
  test('is about everybody by first use, against those who had not adopted yet, at first', () => {
    expect(askingOf(firstDraft)).toEqual({
      asked: {
        measure: 'cycle_time',
        tool: 'copilot',
        method: 'group_time_ratio',
        source: 'usage',
      },
    });
  });

  test('names the teams, or the cohort, that it is about', () => {
    expect(askingOf(draft({ who: 'teams', teams: ['web', 'data'] }))).toMatchObject({
      asked: { teams: ['web', 'data'] },
    });
    expect(askingOf(draft({ who: 'cohort', cohort: 7 }))).toMatchObject({ asked: { cohort: '7' } });
  });

  test('sets two cohorts against each other, from one day on', () => {
    const asking = askingOf(
      draft({
        who: 'cohort',
        cohort: 7,
        against: 'cohort',
        control: 8,
        since: 'date',
        date: '2026-03-02',
      }),
    );

    expect(asking).toEqual({
      asked: {
        measure: 'cycle_time',
        tool: 'copilot',
        method: 'group_time_ratio',
        cohorts: { treated: '7', control: '8', since: new Date('2026-03-02T00:00:00Z') },
      },
    });
  });

  test('against nobody it is a description', () => {
    expect(askingOf(draft({ against: 'nobody' }))).toMatchObject({
      asked: { method: 'uncontrolled_before_after' },
    });
  });

  test.each<[string, Partial<Draft>, string]>([
    ['a tool', { tool: ' ' }, 'Say which tool it is about.'],
    ['teams', { who: 'teams' }, 'Choose at least one team.'],
    ['a cohort', { who: 'cohort' }, 'Choose the cohort it is about.'],
    [
      'the other cohort',
      { who: 'cohort', cohort: 7, against: 'cohort' },
      'Choose the cohort to compare with.',
    ],
    [
      'another cohort',
      { who: 'cohort', cohort: 7, against: 'cohort', control: 7 },
      'Choose two different cohorts.',
    ],
    [
      'a date',
      { who: 'cohort', cohort: 7, against: 'cohort', control: 8, since: 'date' },
      'Choose the date on which all began.',
    ],
  ])('without %s it says what is missing', (_what, changed, missing) => {
    expect(askingOf(draft(changed))).toEqual({ missing });
  });

  test('is called by its tool, its measure and its people', () => {
    const known = {
      teams: [
        { value: 'web', label: 'Web' },
        { value: 'data', label: 'Data' },
      ],
      cohorts: [
        { id: 7, name: 'Spring', size: 12 },
        { id: 8, name: 'Autumn', size: 9 },
      ],
    };

    expect(nameOf(firstDraft, known)).toBe('Copilot and cycle time, all teams');
    expect(nameOf(draft({ who: 'teams', teams: ['data'] }), known)).toBe(
      'Copilot and cycle time, Data',
    );
    expect(
      nameOf(
        draft({
          measure: 'throughput',
          who: 'cohort',
          cohort: 7,
          against: 'cohort',
          control: 8,
        }),
        known,
      ),
    ).toBe('Copilot and throughput, Spring against Autumn');
  });
});
