import { expect, test } from 'vitest';

import { readingsOfBoth, tableOfBoth, type SecondClock } from './second-clock.tsx';

const second: SecondClock = [{ value: 14_400, interval: [7200, 18_000] }, null];

test('a table has both clocks, and the state stays last', () => {
  const table = tableOfBoth(
    {
      caption: 'Cycle time',
      columns: ['Week', 'Value', 'State'],
      rows: [
        { head: '2 Feb', cells: ['30 h', 'measured'] },
        { head: '9 Feb', cells: ['none', 'hidden'] },
      ],
    },
    second,
  );

  expect(table.columns).toEqual(['Week', 'Value', 'Working hours', 'Low', 'High', 'State']);
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['30 h', '4.0 h', '2.0 h', '5.0 h', 'measured'],
    ['none', 'none', 'none', 'none', 'hidden'],
  ]);
});

test('a reading tells both clocks, and one without figure is left as it is', () => {
  const readings = [
    { title: 'a', lines: ['30 h'], spoken: 'Week of a: 30 h' },
    { title: 'b', lines: ['too few'], spoken: 'Week of b: no figure' },
  ];

  expect(readingsOfBoth({ label: 'Cycle time', readings }, second).readings).toEqual([
    {
      title: 'a',
      lines: ['30 h', 'working hours: 4.0 h [2.0, 5.0]'],
      spoken: 'Week of a: 30 h; in working hours 4.0 h, 95% interval 2.0 h to 5.0 h',
    },
    readings[1],
  ]);
});
