import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Command } from 'commander';
import { createColors } from 'picocolors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { addEstimate } from './estimate.ts';

/**
 * Two teams of two. From week 3 on the adopters have 2 and then 4 more than the others let expect, each
 * of them 1 apart from that.
 */
const table = [
  'dev,team,week,merged,adopted,size',
  ...['a,x,3,1 2 4 7', 'b,x,3,5 6 10 13', 'c,y,0,2 3 4 5', 'd,y,,7 8 9 10'].flatMap((line) => {
    const [dev, team, adopted, merged = ''] = line.split(',');
    return merged.split(' ').map((count, at) => `${dev},${team},${at + 1},${count},${adopted},2`);
  }),
];

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'estimate-'));
  await writeFile(join(directory, 'panel.csv'), table.join('\n'));
  await writeFile(join(directory, 'windows.csv'), `${table.join('\r\n')}\r\n`);
  await writeFile(join(directory, 'never.csv'), table.join('\n').replaceAll(',3,2', ',0,2'));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

async function estimate(options: string, file = 'panel.csv') {
  const out: string[] = [];
  const notes: string[] = [];
  const program = new Command()
    .exitOverride()
    .configureOutput({ writeErr: (text) => notes.push(text) });
  addEstimate(program, {
    settings: () => {
      throw new Error('nothing of the environment is needed');
    },
    terminal: {
      out: (text) => out.push(text),
      note: (text) => notes.push(text),
      isInteractive: false,
      colours: createColors(false),
    },
  });
  const columns = '--unit dev --time week --outcome merged --first-treated adopted';
  const panel = join(directory, file);
  await program.parseAsync(
    ['estimate', '--panel', panel, ...`${columns} ${options}`.trim().split(' ')],
    { from: 'user' },
  );
  return { out: out.join('\n'), notes: notes.join('\n') };
}

describe('uplift estimate', () => {
  it('answers in JSON, alone on standard output', async () => {
    const { out } = await estimate('--json');

    expect(JSON.parse(out)).toMatchObject({
      n: 4,
      att_gt: [
        { g: 3, t: 2, att: 0, se: null },
        { g: 3, t: 3, att: 2, se: Math.sqrt(2) / 2 },
        { g: 3, t: 4, att: 4, se: Math.sqrt(2) / 2 },
      ],
      pretrend: null,
      aggregates: {
        simple: { overall_att: 3, overall_se: Math.sqrt(2) / 2 },
        dynamic: { by: [{ key: -1 }, { key: 0, att: 2 }, { key: 1, att: 4 }] },
        group: { overall_att: 3, by: [{ key: 3, att: 3 }] },
        calendar: { overall_att: 3, by: [{ key: 3 }, { key: 4 }] },
      },
    });
  });

  it('reads line ends of either kind alike', async () => {
    const here = await estimate('--json');
    const there = await estimate('--json', 'windows.csv');

    expect(there.out).toBe(here.out);
  });

  it('gives the base of a universal base no error', async () => {
    const { out } = await estimate('--base universal --json');

    expect(JSON.parse(out)).toMatchObject({
      att_gt: [{ t: 1 }, { g: 3, t: 2, att: 0, se: null }, { t: 3 }, { t: 4 }],
    });
  });

  it('prints tables without --json', async () => {
    const { out } = await estimate('');

    expect(out.split('\n').slice(0, 5)).toEqual([
      'ATT(g, t) of 4 units',
      '  g  t  att        se',
      '  3  2    0         -',
      '  3  3    2  0.707107',
      '  3  4    4  0.707107',
    ]);
  });

  it('sums within clusters', async () => {
    // The two adopters deviate by +1 and -1: together by nothing.
    const { out } = await estimate('--cluster team --json');

    expect(JSON.parse(out)).toMatchObject({
      aggregates: { simple: { overall_att: 3, overall_se: null } },
    });
  });

  it('reads weights', async () => {
    const plain = await estimate('--json');
    const weighted = await estimate('--weights size --json');

    expect(weighted.out).toBe(plain.out);
  });

  it.each([
    // Means of 3, 4, 7, 10 against 4.5, 5.5, 6.5, 7.5: expected 4 · 6.5 / 5.5 + 4 · 7.5 / 5.5.
    ['ratio', 'prop_att', 17 / ((4 * 14) / 5.5) - 1],
    ['imputation', 'att', 3],
    ['twfe', 'att', 3],
    // Adopters had 7 of 17 before, so they would have had 7 / 10 of the others' 14.
    ['etwfe', 'prop_att', 17 / 9.8 - 1],
  ])('answers by --estimator %s', async (estimator, name, value) => {
    const { out } = await estimate(`--estimator ${estimator} --json`);

    const near: unknown = expect.closeTo(value, 8);
    expect(JSON.parse(out)).toMatchObject({ n: 4, overall: { [name]: near } });
  });

  it('refuses an option that the estimator does not read, as wrong usage', async () => {
    await expect(estimate('--estimator twfe --covariates size')).rejects.toMatchObject({
      exitCode: 2,
      message: 'error: --covariates does not go with --estimator twfe',
    });
  });

  it('refuses a choice that there is not', async () => {
    await expect(estimate('--method magic')).rejects.toThrow('Allowed choices are dr, reg, ipw');
  });

  it('says that a file is not there', async () => {
    await expect(estimate('', 'nowhere.csv')).rejects.toThrow('there is no file');
  });

  it('says that nobody is treated', async () => {
    await expect(estimate('', 'never.csv')).rejects.toThrow(
      'no unit is first treated within the periods of the panel',
    );
  });
});
