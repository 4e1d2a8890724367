import { describe, expect, it } from 'vitest';

import { createRandom } from '../../worlds/random.ts';
import { proofSettings } from '../worlds/settings.ts';
import { simulateWorld } from '../worlds/simulate-world.ts';
import { dealAdoption } from './deal-adoption.ts';
import { pretendedDesigns, type PretendedDesign } from './pretended-design.ts';

const world = simulateWorld({ ...proofSettings[0], turnover: 0.4 }, { seed: 2, index: 0 });
/** Four repositories by the person's number; they began for real, which has to be forgotten. */
const population = {
  ...world.input,
  pullRequests: world.input.pullRequests.map((pull) => ({
    ...pull,
    repositoryId: 1 + (pull.developerId % 4),
  })),
};
const designOf = (name: string): PretendedDesign => {
  const design = pretendedDesigns.find((one) => one.name === name);
  if (design === undefined) throw new Error(`no design ${name}`);
  return design;
};
const developers = designOf('developers');
const ownTime = designOf('own-time');
const repositories = designOf('repositories');
const teams = designOf('teams');
const deal = (design: PretendedDesign, seed = 1) =>
  dealAdoption(population, design, createRandom(seed));
const adopters = (design: PretendedDesign, seed = 1) =>
  deal(design, seed).filter(({ status }) => status === 'known');

describe('dealing adoption out', () => {
  it.each(pretendedDesigns)(
    'is the same for the same seed, another for another ($name)',
    (design) => {
      expect(deal(design)).toStrictEqual(deal(design));
      expect(deal(design, 2)).not.toStrictEqual(deal(design));
    },
  );

  it('lets half of everybody begin, and forgets who began before', () => {
    expect(deal(developers)).toHaveLength(population.developers.length);
    expect(adopters(developers)).toHaveLength(population.developers.length / 2);
    expect(deal(developers).every(({ teamId }) => teamId === null)).toBe(true);
  });

  it('dates single developers in the middle half of the history, on many days', () => {
    // 52 weeks from Monday 2025-01-06 to Friday 2026-01-02: 361 days, a quarter of which is 90
    const days = adopters(developers).map(({ adoptedOn }) => adoptedOn ?? '');
    expect(days.toSorted()[0]).toSatisfy((day: string) => day >= '2025-04-06');
    expect(days.toSorted().at(-1)).toSatisfy((day: string) => day <= '2025-10-04');
    expect(new Set(days).size).toBeGreaterThan(30);
  });

  it('dates those who stayed in the middle of their own time, and leaves out the others', () => {
    const span = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    for (const one of deal(ownTime)) {
      const length = span(one.firstActiveOn, one.lastActiveOn);
      expect(length).toBeGreaterThanOrEqual(168);
      if (one.adoptedOn === null) continue;
      const place = span(one.firstActiveOn, one.adoptedOn) / length;
      expect(Math.abs(place - 0.5)).toBeLessThan(0.26);
    }
    expect(deal(ownTime).length).toBeLessThan(population.developers.length);
  });

  it('lets two of four repositories begin, everybody of one on the same day', () => {
    const days = new Map(deal(repositories).map(({ adoptedOn, id }) => [id % 4, adoptedOn]));
    expect(deal(repositories).every(({ adoptedOn, id }) => adoptedOn === days.get(id % 4))).toBe(
      true,
    );
    expect([...days.values()].filter((day) => day !== null)).toHaveLength(2);
  });

  it('makes teams of about eight within repositories, each with a day of its own', () => {
    const dealt = deal(teams);
    const members = new Map<number, (typeof dealt)[number][]>();
    for (const one of dealt) {
      members.set(one.teamId ?? 0, [...(members.get(one.teamId ?? 0) ?? []), one]);
    }
    for (const own of members.values()) {
      expect(Math.abs(own.length - 8)).toBeLessThanOrEqual(1);
      expect(new Set(own.map(({ id }) => id % 4)).size).toBe(1);
      expect(new Set(own.map(({ adoptedOn }) => adoptedOn)).size).toBe(1);
    }
  });
});
