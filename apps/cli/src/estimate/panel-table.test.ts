import { describe, expect, it } from 'vitest';

import { CsvError } from './csv.ts';
import { readPanelTable, type PanelColumns } from './panel-table.ts';

const columns: PanelColumns = {
  unit: 'dev',
  time: 'week',
  outcome: 'merged',
  firstTreated: 'adopted',
  covariates: [],
};

const read = (lines: readonly string[], chosen: Partial<PanelColumns> = {}) =>
  readPanelTable(lines.join('\n'), { ...columns, ...chosen });

describe('readPanelTable', () => {
  it('takes columns by name, wherever they are', () => {
    const rows = read(['team,merged,week,adopted,dev', 'core,3,1,5,ada'], { cluster: 'team' });

    expect(rows).toEqual([
      { unit: 'ada', period: 1, outcome: 3, firstTreated: 5, cluster: 'core', covariates: [] },
    ]);
  });

  it('reads 0 and nothing as never treated', () => {
    const rows = read(['dev,week,merged,adopted', 'a,1,0,0', 'b,1,0,', 'c,1,0,2']);

    expect(rows.map(({ firstTreated }) => firstTreated)).toEqual(['never', 'never', 2]);
  });

  it('reads weights and covariates as numbers', () => {
    const rows = read(['dev,week,merged,adopted,w,x,y', 'a,1,0,0,.5,1e2,-3'], {
      weights: 'w',
      covariates: ['y', 'x'],
    });

    expect(rows).toMatchObject([{ weight: 0.5, covariates: [-3, 100] }]);
  });

  it.each([
    [['dev,week,adopted'], 'there is no column merged; the columns are dev, week, adopted'],
    [['dev,week,merged,adopted,dev'], 'two columns are named dev'],
    [['dev,week,merged,adopted', 'a,1,2'], 'line 2 has 3 fields, the header has 4'],
    [['dev,week,merged,adopted', 'a,1,many,0'], 'line 2: merged is not a number: many'],
    [['dev,week,merged,adopted', 'a,1,,0'], 'line 2: merged is empty'],
    [['dev,week,merged,adopted', 'a,Monday,1,0'], 'line 2: week is not a number: Monday'],
    [['dev,week,merged,adopted', 'a,1,1,never'], 'line 2: adopted is not a number: never'],
    [['dev,week,merged,adopted', ',1,1,0'], 'line 2: dev is empty'],
    [[''], 'the table is empty'],
  ])('refuses %j', (lines, words) => {
    expect(() => read(lines)).toThrow(new CsvError(words));
  });
});
