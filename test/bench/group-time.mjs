// Staggered adoption at the size of a large company: every aggregated effect with a uniform band.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, number, ratio } from './lib/report.mjs';

const SIZE = { developers: 10_000, weeks: 104, dates: 70 };
const OPTIONS = { control: 'notyet', base: 'universal', baseWindow: 8 };
const DRAWS = 10_000;
const FEW_DRAWS = 400;

const bench = begin(
  'group-time',
  'group-time effects, their influence, covariance and uniform band',
);
line(`${count(SIZE.developers)} developers, ${SIZE.weeks} weeks, ${SIZE.dates} dates of adoption`);

const byDeveloper = await estimate({});
const byTeam = await estimate({ teamSize: 5 });
const { parameters, cells, critical } = byDeveloper.result;
line(
  `${parameters} aggregated effects of ${count(cells)} cells; ${count(DRAWS)} draws of the band`,
);

const drawn = await ask({ task: 'multipliers', draws: FEW_DRAWS });
const perDraw = DRAWS / FEW_DRAWS;
line(
  `the band reaches ${number(critical)} standard errors; in ${FEW_DRAWS} draws of multipliers ${number(drawn.result.critical)}`,
);
const influence = await ask({ task: 'influence' });
const plain = await ask({ task: 'cellByCell' });

end(bench, [
  ['', 'seconds', 'first run', 'of processor', 'resident set', 'beside'],
  rowOf('clustered by developer', byDeveloper),
  rowOf(`clustered by ${count(byTeam.result.clusters)} teams`, byTeam),
  [
    `the same draws with a multiplier for each developer (from ${FEW_DRAWS})`,
    number(drawn.seconds * perDraw),
    '',
    number(drawn.cpuSeconds * perDraw),
    '',
    `${ratio(drawn.cpuSeconds * perDraw, byDeveloper.cpuSeconds)} the whole`,
  ],
  rowOf('influence functions alone', influence),
  rowOf(
    'influence functions, cell by cell',
    plain,
    `${ratio(plain.cpuSeconds, influence.cpuSeconds)} alone`,
  ),
]);

function estimate(clusters) {
  return ask({ task: 'groupTime', draws: DRAWS, ...clusters });
}

function ask(question) {
  return estimateApart({ ...question, ...SIZE, options: OPTIONS });
}

function rowOf(name, { seconds, firstSeconds, cpuSeconds, rss }, beside = '') {
  return [name, ...[seconds, firstSeconds, cpuSeconds].map(number), megabytes(rss), beside];
}
