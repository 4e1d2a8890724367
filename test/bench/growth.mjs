// The engine of the controlled comparison as organisations grow: time should grow as people do.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, milliseconds, number, ratio } from './lib/report.mjs';

const SIZES = [1_000, 10_000, 50_000];
const WEEKS = 104;
const DATES = 70;
const OPTIONS = { control: 'notyet', base: 'universal', baseWindow: 8, anticipation: 1 };
const DRAWS = 10_000;
const RUNS = 2;

const bench = begin('growth', 'ratios, their influence functions and uniform band, by developers');
line(`${WEEKS} weeks, ${DATES} dates of adoption, ${count(DRAWS)} draws`);
const rows = [
  ['', 'seconds', 'of processor', 'for a developer', 'resident set', 'beside growing alike'],
];
let smallest = null;
for (const developers of SIZES) {
  const answer = await estimateApart({
    task: 'ratio',
    developers,
    weeks: WEEKS,
    dates: DATES,
    options: OPTIONS,
    draws: DRAWS,
    runs: RUNS,
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
