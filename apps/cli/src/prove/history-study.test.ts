import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pretendedDesigns, simulateOrganization, type WorldRecord } from '@uplift/causal';
import { historyLines } from '@uplift/simulated-github';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { drawTables } from './draw-tables.ts';
import { runDraws, type DrawsTask } from './draws-task.ts';
import { readPopulation, type ReadPopulation } from './read-population.ts';
import { runHistoryStudy } from './run-history-study.ts';

const endsAt = new Date('2026-01-26');
const nothing: readonly WorldRecord[] = [];

/** A history of 40 weeks; every organisation numbers its own people. */
function historyOf(seed: number, login: string): string {
  const { story } = simulateOrganization({
    developers: 30,
    weeks: 40,
    effectPercent: 0,
    seed,
    endsAt,
  });
  const window = { from: new Date('2024-01-01'), to: endsAt };
  return [...historyLines(story, window)].join('\n').replaceAll('acme', login);
}

describe('a study of real histories', () => {
  let directory: string;
  let read: ReadPopulation;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'uplift-histories-'));
    const paths = [join(directory, 'a.ndjson'), join(directory, 'b.ndjson')];
    await writeFile(paths[0] ?? '', `${historyOf(1, 'first')}\nno line\n`);
    await writeFile(paths[1] ?? '', historyOf(2, 'second').replaceAll('90210117', '90210118'));
    read = await readPopulation(paths);
  }, 60_000);
  afterAll(() => rm(directory, { recursive: true }));

  it('pools organisations, of which nobody and no repository becomes another', () => {
    const { developers, pullRequests } = read.population;
    expect(read.organizations).toStrictEqual(['first', 'second']);
    expect(read.skippedLines).toBe(1);
    expect(developers.length).toBeGreaterThan(50);
    expect(new Set(developers.map(({ id }) => id)).size).toBe(developers.length);
    const known = new Set(developers.map(({ id }) => id));
    expect(pullRequests.every(({ developerId }) => known.has(developerId))).toBe(true);
    const ofPerson = new Map<number, Set<number>>();
    for (const { developerId, repositoryId } of pullRequests) {
      ofPerson.set(developerId, (ofPerson.get(developerId) ?? new Set()).add(repositoryId));
    }
    const half = Math.max(...(ofPerson.get(1) ?? []));
    expect(Math.max(...pullRequests.map(({ repositoryId }) => repositoryId))).toBeGreaterThan(half);
  });

  it('refuses files without anybody at work', async () => {
    const path = join(directory, 'empty.ndjson');
    await writeFile(path, '{"kind":"organization","data":{"id":9,"login":"acme"}}\n');
    await expect(readPopulation([path])).rejects.toThrow('no developer is at work');
  });

  it('hands out every draw once, evenly over the designs', async () => {
    const tasks: DrawsTask[] = [];
    await runHistoryStudy(
      { population: read.population, draws: 50, seed: 4 },
      {
        run: (task) => {
          tasks.push(task);
          return Promise.resolve(nothing);
        },
        onProgress: () => undefined,
      },
    );

    const drawsOf = (name: string) =>
      tasks
        .filter(({ design }) => design === name)
        .reduce((sum, { from, to }) => sum + to - from, 0);
    expect(pretendedDesigns.map(({ name }) => drawsOf(name))).toStrictEqual([12, 12, 13, 13]);
    expect(tasks.every(({ from, to }) => to - from <= 10)).toBe(true);
  });

  it('claims next to nothing where adoption is pretended, and tells how much could be judged', async () => {
    const rows = await runHistoryStudy(
      { population: read.population, draws: 16, seed: 1 },
      { run: (task) => Promise.resolve(runDraws(task)), onProgress: () => undefined },
    );

    const all = rows.filter(({ design }) => design === 'all');
    expect(all.map(({ draws, measure }) => [measure, draws])).toStrictEqual([
      ['cycle_time', 16],
      ['throughput', 16],
    ]);
    for (const { claims, eligible } of all) {
      // 16 draws at 6.5 %: more than 5 have a chance of less than one in a thousand
      expect(claims.count).toBeLessThanOrEqual(5);
      expect(eligible.of).toBe(16);
    }
    const [claimed, answered] = drawTables(rows);
    expect(claimed?.rows).toHaveLength(10);
    expect(claimed?.rows.every((row) => row.length === claimed.header.length)).toBe(true);
    expect(answered?.rows.every((row) => row.length === answered.header.length)).toBe(true);
  }, 60_000);

  it('knows its designs by name', () => {
    const task = { population: read.population, seed: 1, from: 0, to: 1 };
    expect(() => runDraws({ ...task, design: 'astrology' })).toThrow('no design is called');
  });
});
