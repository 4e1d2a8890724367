import { describe, expect, it } from 'vitest';
import { dayNumberAt, dayNumberOf, weekOf } from '../../calendar/days.ts';
import type { ProofSetting } from './setting.ts';
import { proofSettings } from './settings.ts';
import { simulateWorld } from './simulate-world.ts';

const settingOf = (name: string): ProofSetting => {
  const found = proofSettings.find((setting) => setting.name === name);
  if (found === undefined) throw new Error(`no setting ${name}`);
  return found;
};
const usual = settingOf('usual');
const still = {
  ...usual,
  drift: { timePercent: 0, countPercent: 0 },
  holidays: false,
  noise: { ...usual.noise, developerSpread: 0, developerShock: 0, teamShock: 0 },
};

/** Mean log cycle time and merges per developer-week, after adoption and otherwise. */
function outcomesOf(setting: ProofSetting, indexes: number) {
  const sums = { after: { pulls: 0, logs: 0, weeks: 0 }, other: { pulls: 0, logs: 0, weeks: 0 } };
  for (let index = 0; index < indexes; index += 1) {
    const { input, firstWeek, weeks } = simulateWorld(setting, { seed: 7, index });
    const begun = input.developers.map(({ adoptedOn }) =>
      adoptedOn === null ? Infinity : weekOf(dayNumberOf(adoptedOn)),
    );
    for (const week of begun) {
      const after = Math.max(0, Math.min(weeks, firstWeek + weeks - 1 - week));
      sums.after.weeks += after;
      sums.other.weeks += weeks - after;
    }
    for (const { developerId, openedAt, cycleTimeSeconds } of input.pullRequests) {
      const isAfter = weekOf(dayNumberAt(openedAt)) > (begun[developerId - 1] ?? Infinity);
      const side = isAfter ? sums.after : sums.other;
      side.pulls += 1;
      side.logs += Math.log(cycleTimeSeconds ?? NaN);
    }
  }
  const { after, other } = sums;
  return {
    time: Math.exp(after.logs / after.pulls - other.logs / other.pulls),
    count: after.pulls / after.weeks / (other.pulls / other.weeks),
  };
}

describe('simulateWorld', () => {
  it('plays the same world for the same seed and index, and another for any other', () => {
    const world = simulateWorld(usual, { seed: 1, index: 3 });

    expect(simulateWorld(usual, { seed: 1, index: 3 })).toStrictEqual(world);
    expect(simulateWorld(usual, { seed: 1, index: 4 }).input).not.toStrictEqual(world.input);
    expect(simulateWorld(usual, { seed: 2, index: 3 }).input).not.toStrictEqual(world.input);
  });

  it('imposes the effect of the setting on both measures', () => {
    const setting: ProofSetting = {
      ...still,
      effect: { timePercent: -20, countPercent: 25, profile: 'lasting' },
    };

    const { time, count } = outcomesOf(setting, 6);

    // some 13,000 pull requests after: the error of the mean log is about 1.2 / 110
    expect(Math.abs(time - 0.8)).toBeLessThan(0.03);
    expect(Math.abs(count - 1.25)).toBeLessThan(0.04);
    expect(simulateWorld(setting, { seed: 7, index: 0 }).truth).toStrictEqual({
      cycle_time: -20,
      throughput: 25,
    });
  });

  it('lets adoption do nothing where the setting has no effect', () => {
    const { time, count } = outcomesOf(still, 6);

    expect(Math.abs(time - 1)).toBeLessThan(0.035);
    expect(Math.abs(count - 1)).toBeLessThan(0.035);
  });

  it('averages an effect that fades to less than it was at first, and more than nothing', () => {
    const { truth } = simulateWorld(settingOf('novelty'), { seed: 1, index: 0 });

    expect(truth.cycle_time).toBeGreaterThan(-30);
    expect(truth.cycle_time).toBeLessThan(0);
    expect(truth.throughput).toBeGreaterThan(0);
    expect(truth.throughput).toBeLessThan(30);
  });

  it('opens and merges every pull request within one week of its developer', () => {
    const { input } = simulateWorld(settingOf('leavers-joiners'), { seed: 1, index: 0 });
    const byId = new Map(input.developers.map((developer) => [developer.id, developer]));

    const wrong = input.pullRequests.filter(({ developerId, openedAt, mergedAt, ...pull }) => {
      const developer = byId.get(developerId);
      const week = weekOf(dayNumberAt(openedAt));
      const open = (mergedAt?.getTime() ?? NaN) - openedAt.getTime();
      return !(
        mergedAt !== null &&
        weekOf(dayNumberAt(mergedAt)) === week &&
        open <= (pull.cycleTimeSeconds ?? 0) * 1000 + 1 &&
        week >= weekOf(dayNumberOf(developer?.firstActiveOn ?? '')) &&
        week <= weekOf(dayNumberOf(developer?.lastActiveOn ?? ''))
      );
    });
    expect(wrong).toStrictEqual([]);
  });

  it('begins whole teams in one week where teams decide', () => {
    const { input } = simulateWorld(settingOf('clusters-10'), { seed: 1, index: 0 });

    const weeks = new Map<number | null, Set<number | null>>();
    for (const { teamId, adoptedOn } of input.developers) {
      const week = adoptedOn === null ? null : weekOf(dayNumberOf(adoptedOn));
      weeks.set(teamId, (weeks.get(teamId) ?? new Set()).add(week));
    }
    expect([...weeks.values()].map(({ size }) => size)).toStrictEqual(Array(20).fill(1));
    expect([...weeks.values()].filter((of) => !of.has(null))).toHaveLength(10);
  });

  it('lets the busy begin first where the selection says so', () => {
    const { input } = simulateWorld(settingOf('busy-first'), { seed: 1, index: 0 });

    const counts = new Map<number, number>();
    for (const { developerId } of input.pullRequests) {
      counts.set(developerId, (counts.get(developerId) ?? 0) + 1);
    }
    const meanWhere = (status: string) => {
      const own = input.developers.filter((developer) => developer.status === status);
      return own.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0) / own.length;
    };
    expect(meanWhere('known')).toBeGreaterThan(1.4 * meanWhere('never'));
  });

  it('makes weekly counts vary more than a Poisson does', () => {
    const { input, weeks } = simulateWorld(still, { seed: 3, index: 0 });

    const counts = new Map<string, number>();
    for (const { developerId, openedAt } of input.pullRequests) {
      const key = `${developerId} ${weekOf(dayNumberAt(openedAt))}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const cells = input.developers.length * weeks;
    const mean = input.pullRequests.length / cells;
    const squares = [...counts.values()].reduce((sum, count) => sum + count ** 2, 0);
    // mean 1.5 and shape 2: variance 1.5 + 1.5² / 2 = 2.625, that is 1.75 times the mean
    expect((squares / cells - mean ** 2) / mean).toBeGreaterThan(1.6);
    expect((squares / cells - mean ** 2) / mean).toBeLessThan(1.9);
  });
});

describe('proofSettings', () => {
  it('gives every setting a name of its own', () => {
    expect(new Set(proofSettings.map(({ name }) => name)).size).toBe(proofSettings.length);
  });
});
