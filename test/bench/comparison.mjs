// The controlled comparison from rows to verdict: all of it, and only the effect.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, number, ratio } from './lib/report.mjs';

const MEASURE = 'cycle_time';
const SIZES = [
  { developers: 240, weeks: 52, runs: 3 },
  { developers: 2_000, weeks: 104, runs: 1 },
];

const bench = begin('comparison', 'the controlled comparison, whole and light');
const rows = [
  [
    '',
    'seconds',
    'first run',
    'of processor',
    'resident set',
    'pull requests a second of it',
    'beside',
  ],
];
for (const { runs, ...size } of SIZES) {
  const light = await compare(size, { light: true, runs: 3 });
  const whole = await compare(size, { light: false, runs });
  const name = `${count(size.developers)} developers, ${size.weeks} weeks`;
  const { claim, effect, n, pullRequests } = whole.result;
  line(
    `${name}: ${count(pullRequests)} pull requests, ${n.clusters} clusters; ${number(effect.percent)} % (${claim})`,
  );
  rows.push(rowOf(`${name}, light`, light, ''));
  rows.push(rowOf(`${name}, whole`, whole, `${ratio(whole.cpuSeconds, light.cpuSeconds)} light`));
}
end(bench, rows);

function compare(size, { light, runs }) {
  return estimateApart({ task: 'comparison', ...size, measure: MEASURE, light, runs });
}

function rowOf(name, { result, seconds, firstSeconds, cpuSeconds, rss }, beside) {
  return [
    name,
    ...[seconds, firstSeconds, cpuSeconds].map(number),
    megabytes(rss),
    count(result.pullRequests / cpuSeconds),
    beside,
  ];
}
