const measures = /** @type {const} */ (['cycle_time', 'throughput']);
const peers = [
  'uncontrolled_before_after',
  'correlation_of_means',
  'adoption_multiplier',
  'one_date_before_after',
];

/** The rows of a study by setting, measure and method. */
export function readStudy({ rows }) {
  const found = new Map(rows.map((row) => [`${row.setting} ${row.measure} ${row.method}`, row]));
  const of = (setting, measure, method = 'uplift') => found.get(`${setting} ${measure} ${method}`);
  const settings = [...new Set(rows.map(({ setting }) => setting))];
  const isQuiet = (setting) => Math.abs(of(setting, 'cycle_time').truth) < 1e-9;
  return {
    of,
    settings,
    quiet: settings.filter(isQuiet),
    loud: settings.filter((setting) => !isQuiet(setting)),
  };
}

/** The tables of the document, by the name of their place in it. */
export function tablesOf(study) {
  return Object.fromEntries([
    ...measures.flatMap((measure) => [
      [`false-alarms-${measure}`, falseAlarms(study, measure)],
      [`power-${measure}`, power(study, measure)],
    ]),
    ['coverage', coverage(study)],
  ]);
}

function falseAlarms({ of, quiet }, measure) {
  const head = ['setting', 'Uplift', 'own before/after', 'correlation', 'multiplier', 'one date'];
  return table(
    head,
    quiet.map((setting) => [
      code(setting),
      withInterval(of(setting, measure).claims),
      ...peers.map((method) => percent(of(setting, measure, method).claims.share)),
    ]),
  );
}

function power({ loud, of }, measure) {
  const head = ['setting', 'truth', 'Uplift claims', 'effect', 'associated', 'cannot tell'];
  return table(
    [...head, 'wrong direction'],
    loud.map((setting) => {
      const { claims, truth, verdicts, wrongDirection } = of(setting, measure);
      const shares = [verdicts.effect, verdicts.associated, verdicts.cannotTell, wrongDirection];
      return [
        code(setting),
        truth.toFixed(1),
        withInterval(claims),
        ...shares.map(({ share }) => percent(share)),
      ];
    }),
  );
}

function coverage({ of, settings }) {
  const head = ['cycle time: held', 'bias', 'before/after holds'];
  return table(
    ['setting', ...head, 'throughput: held', ...head.slice(1)],
    settings.map((setting) => [
      code(setting),
      ...measures.flatMap((measure) => {
        const { bias, coverage: held } = of(setting, measure);
        const naive = of(setting, measure, 'uncontrolled_before_after').coverage;
        const reach = bias.interval[1] - bias.mean;
        return [
          withInterval(held),
          `${bias.mean.toFixed(1)} ± ${reach.toFixed(1)}`,
          percent(naive.share),
        ];
      }),
    ]),
  );
}

const row = (cells) => `| ${cells.join(' | ')} |`;

function table(head, lines) {
  return [row(head), `|${'---|'.repeat(head.length)}`, ...lines.map(row)].join('\n');
}

const code = (name) => `\`${name}\``;
const percent = (share) => String(Math.round(share * 1000) / 10);

function withInterval({ interval: [low, high], share }) {
  return `${percent(share)} (${percent(low)}–${percent(high)})`;
}
