import { expect, test } from 'vitest';

import {
  countAdoptionWeek,
  peopleByWeek,
  type AdoptionWeeksEvidence,
  type UsageWeek,
} from './adoption-weeks.ts';

const NOTHING = { completion: 0, chat: 0, agent_mode: 0, cli: 0, cloud_agent: 0, code_review: 0 };
const use = (personId: number, week: string, cli: number): UsageWeek => ({
  personId,
  week,
  days: cli,
  ways: { ...NOTHING, cli },
  stages: { assistive: 0, workflow: cli, agentic: 0 },
});
const evidence: AdoptionWeeksEvidence = {
  weeks: ['2026-03-02'],
  usage: [],
  seats: [],
  presence: [],
  firstReportDay: '2026-01-01',
  lastReportDay: '2026-03-08',
};
const at = (personId: number, week = '2026-03-02') => ({ personId, week });
const countOf = (own: Partial<AdoptionWeeksEvidence>, group: number[] | null = null) =>
  peopleByWeek({ ...evidence, ...own }).map((week) => countAdoptionWeek(week, group));

test('four days in four weeks are regular use, four days in five are not', () => {
  // given one day a week; the week of 2 February is the fifth
  const usage = ['2026-02-09', '2026-02-16', '2026-02-23'].map((week) => use(1, week, 1));

  const presence = [at(1)];

  expect(countOf({ presence, usage: [...usage, use(1, '2026-03-02', 1)] })).toMatchObject([
    { active: 1, regular: 1, stages: { workflow: 1 }, ways: { cli: 1 } },
  ]);
  expect(countOf({ presence, usage: [...usage, use(1, '2026-02-02', 1)] })).toMatchObject([
    { active: 1, regular: 0, stages: { workflow: 1 }, ways: { cli: 0 } },
  ]);
});

test('use without a seat is left out where seats are known', () => {
  const usage = [use(1, '2026-03-02', 5), use(2, '2026-03-02', 5)];
  const seats = [{ personId: 1, week: '2026-03-02', active: false, rest: 'idle' as const }];

  const presence = [at(1), at(2)];

  expect(countOf({ usage, seats, presence })).toMatchObject([
    { seats: 1, active: 1, regular: 1, idle: 1 },
  ]);
  expect(countOf({ usage, presence })).toMatchObject([
    { seats: null, active: 2, regular: 2, idle: null },
  ]);
});

test('a group has its own people, also those of whom nothing is known', () => {
  const presence = [1, 2, 3].map((personId) => ({ personId, week: '2026-03-02' }));

  expect(countOf({ presence }, [2, 3, 99])).toMatchObject([{ present: 2, active: 0 }]);
  expect(countOf({ presence, firstReportDay: '2026-03-09' })).toMatchObject([
    { present: 3, active: null, regular: null, ways: null, stages: null },
  ]);
});

test('without seats, use is counted of the people present in the same 28 days', () => {
  // given one who was present three weeks ago alone, one four weeks ago, one never, one who uses nothing
  const usage = [1, 2, 3].map((personId) => use(personId, '2026-02-09', 4));
  const presence = [at(1, '2026-02-09'), at(2, '2026-02-02'), at(4)];

  expect(countOf({ usage, presence })).toMatchObject([
    { present: 1, recentlyPresent: 2, active: 1, regular: 1 },
  ]);
});

test('a week that no report is of says nothing of use, though earlier weeks do', () => {
  const usage = [use(1, '2026-02-23', 4)];
  const presence = [at(1)];

  expect(countOf({ usage, presence, lastReportDay: '2026-03-01' })).toMatchObject([
    { active: null, regular: null, ways: null },
  ]);
  expect(countOf({ usage, presence, lastReportDay: '2026-03-02' })).toMatchObject([{ active: 1 }]);
});
