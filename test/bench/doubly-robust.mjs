// Covariates: a regression and a propensity for each cell.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, number, ratio } from './lib/report.mjs';

// 25 dates and those who never adopt make 26 cohorts
const SIZE = { developers: 5_000, weeks: 26, dates: 25 };
const COVARIATES = 3;
const DRAWS = 10_000;
const NAMES = { never: 'against never adopters', notyet: 'against not yet adopters' };

const bench = begin('doubly-robust', 'group-time effects with covariates, and all that follows');
const rows = [['', 'seconds', 'first run', 'of processor', 'resident set', 'beside']];
line(
  `${count(SIZE.developers)} developers, 26 cohorts, ${SIZE.weeks} periods, ${COVARIATES} covariates`,
);
for (const control of ['never', 'notyet']) {
  const plain = await estimate(control, 0);
  const robust = await estimate(control, COVARIATES);
  const { cells, estimated, parameters } = robust.result;
  line(
    `${NAMES[control]}: ${estimated} of ${cells} cells have an estimate, ${parameters} aggregates`,
  );
  rows.push(rowOf(`no covariates, ${NAMES[control]}`, plain, ''));
  rows.push(
    rowOf(`doubly robust, ${NAMES[control]}`, robust, ratio(robust.cpuSeconds, plain.cpuSeconds)),
  );
}
end(bench, rows);

function estimate(control, covariates) {
  const options = { control, method: 'dr' };
  return estimateApart({ task: 'groupTime', ...SIZE, covariates, options, draws: DRAWS });
}

function rowOf(name, { seconds, firstSeconds, cpuSeconds, rss }, beside) {
  return [name, ...[seconds, firstSeconds, cpuSeconds].map(number), megabytes(rss), beside];
}
