// How long pull requests take: curve, median and restricted mean, with intervals by developer.
import { estimateApart } from './lib/estimators.mjs';
import { begin, count, end, line, megabytes, number, ratio } from './lib/report.mjs';

const SIZE = { developers: 20_000, pullRequests: 1_000_000 };
const HOUR = 3600;
const HORIZON = 7 * 24 * HOUR;
const DRAWS = 999;
const FEW_DRAWS = 5;

const bench = begin('survival', 'Kaplan-Meier, its median and restricted mean, drawing developers');
line(`${count(SIZE.pullRequests)} pull requests of ${count(SIZE.developers)} developers`);

const drawn = await estimateApart({ task: 'survival', ...SIZE, horizon: HORIZON, draws: DRAWS });
const { median, mean, errorByDraws, errorByFormula } = drawn.result;
line(`median ${hours(median.time)} (${hours(median.lower)} to ${hours(median.upper)})`);
line(
  `mean within a week ${hours(mean.mean)} (${mean.interval.map(hours).join(' to ')}); standard error ${number(errorByDraws)} s by draws, ${number(errorByFormula)} s by formula`,
);
const plain = await estimateApart({ task: 'writtenOut', ...SIZE, draws: FEW_DRAWS });
const perDraw = DRAWS / FEW_DRAWS;

end(bench, [
  ['', 'seconds', 'of processor', 'resident set', 'beside'],
  [`${DRAWS} draws`, number(drawn.seconds), number(drawn.cpuSeconds), megabytes(drawn.rss), ''],
  [
    `${DRAWS} samples written out (from ${FEW_DRAWS})`,
    number(plain.seconds * perDraw),
    number(plain.cpuSeconds * perDraw),
    megabytes(plain.rss),
    ratio(plain.cpuSeconds * perDraw, drawn.cpuSeconds),
  ],
]);

function hours(seconds) {
  return seconds === null ? 'beyond the data' : `${number(seconds / HOUR)} h`;
}
