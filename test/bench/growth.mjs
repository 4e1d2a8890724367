// The engine of the controlled comparison as organisations grow: time should grow as people do.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, milliseconds, number, ratio } from './lib/report.mjs';

const SIZES = [
  { developers: 1_000, runs: 3 },
  { developers: 10_000, runs: 3 },
  { developers: 50_000, runs: 1 },
];
const WEEKS = 104;
const DATES = 70;
const OPTIONS = { control: 'notyet', base: 'universal', baseWindow: 8, anticipation: 1 };
const DRAWS = 10_000;

const bench = begin('growth', 'ratios, their influence functions and uniform band, by developers');
line(`${WEEKS} weeks, ${DATES} dates of adoption, ${count(DRAWS)} draws`);
const rows = [
  ['', 'seconds', 'of processor', 'for a developer', 'resident set', 'beside growing alike'],
];
let smallest = null;
for (const { developers, runs } of SIZES) {
  const answer = await estimateApart({
    task: 'ratio',
    developers,
    weeks: WEEKS,
    dates: DATES,
    options: OPTIONS,
    draws: DRAWS,
    runs,
  });
  const each = answer.cpuSeconds / developers;
  smallest ??= each;
  rows.push([
    `${count(developers)} developers`,
    number(answer.seconds),
    number(answer.cpuSeconds),
    milliseconds(each * 1000),
    megabytes(answer.rss),
    ratio(each, smallest),
  ]);
}
end(bench, rows);
