import type { Comparison, ComparisonResult } from '@uplift/contracts';

/** One row of the export: what is left out is an empty cell. */
export type CsvRow = {
  /** Which part of the answer, such as `effect` or `event_study`. */
  readonly part: string;
  /** What of it: a name, or the week of an event study. */
  readonly key: string | number;
  readonly value?: number | string | boolean | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly unit?: string;
  readonly n?: number;
  readonly words?: string;
};

/** A comparison that has its answer. */
export type AnsweredComparison = Comparison & ComparisonResult;

type Interval = readonly [number, number] | null;

/** Every number and text of an answer, one a row, in the order of the answer. */
export function csvRowsOf(comparison: AnsweredComparison): CsvRow[] {
  return [
    ...identityRows(comparison),
    ...headlineRows(comparison),
    ...eventRows(comparison),
    ...evidenceRows(comparison),
    ...recordRows(comparison),
  ];
}

function identityRows({ id, name, measure, question, createdAt, finishedAt }: AnsweredComparison) {
  const { teams, cohort, cohorts, ...asked } = question;
  return [
    ...rowsOf('comparison', { id, name, measure, createdAt, finishedAt }),
    ...rowsOf('question', { ...asked, teams: teams?.join(' ') ?? null }),
    ...(cohort === undefined ? [] : rowsOf('question', { cohort: cohort.name })),
    ...(cohorts === undefined
      ? []
      : rowsOf('question', {
          treated: cohorts.treated.name,
          control: cohorts.control.name,
          since: cohorts.since,
        })),
  ];
}

function headlineRows({ verdict, effect, levels, naive, n }: AnsweredComparison): CsvRow[] {
  const { claim, direction, indicative, reasons, words } = verdict;
  const { unit, ...means } = levels;
  return [
    { part: 'verdict', key: 'claim', value: claim, words },
    ...rowsOf('verdict', { direction, ...(indicative !== undefined && { indicative }) }),
    ...reasons.map(({ rule, words: why }) => ({ part: 'reason', key: rule, words: why })),
    { part: 'effect', key: 'change', ...estimate(effect) },
    { part: 'effect', key: 'p', value: effect.p },
    ...rowsOf('levels', means).map((row) => ({ ...row, unit })),
    { part: 'naive', key: 'change', ...estimate(naive) },
    ...rowsOf('n', n),
  ];
}

function eventRows({ eventStudy }: AnsweredComparison): CsvRow[] {
  return eventStudy.flatMap(({ week, percent, interval, band, n }) => [
    {
      part: 'event_study',
      key: week,
      ...estimate({ percent, interval }),
      ...(n !== undefined && { n }),
    },
    { part: 'event_study_band', key: week, ...estimate({ percent, interval: band }) },
  ]);
}

function evidenceRows({ checks, robustness, guards, exclusions }: AnsweredComparison): CsvRow[] {
  return [
    ...checks.flatMap(({ id, passed, words, numbers = {} }) => [
      { part: 'check', key: id, value: passed ? 'passed' : 'failed', words },
      ...rowsOf('check_number', numbers).map((row) => ({ ...row, key: `${id}.${row.key}` })),
    ]),
    ...robustness.map(({ estimator, words, ...row }) => ({
      part: 'robustness',
      key: estimator,
      ...estimate(row),
      ...(words !== undefined && { words }),
    })),
    ...guards.map(({ measure, words, ...row }) => ({
      part: 'guard',
      key: measure,
      ...estimate(row),
      words,
    })),
    ...exclusions.flatMap(({ reason, developers, pullRequests }) => [
      { part: 'exclusion', key: reason, value: developers, unit: 'developers' },
      { part: 'exclusion', key: reason, value: pullRequests, unit: 'pull_requests' },
    ]),
  ];
}

function recordRows({ method, data }: AnsweredComparison): CsvRow[] {
  const { id, version, words, settings } = method;
  return [
    { part: 'method', key: 'id', value: id, words },
    { part: 'method', key: 'version', value: version },
    ...rowsOf('setting', settings),
    ...rowsOf('data', data),
  ];
}

function rowsOf(part: string, values: Readonly<Record<string, CsvRow['value']>>): CsvRow[] {
  return Object.entries(values).map(([key, value]) => ({ part, key, value: value ?? null }));
}

function estimate({
  percent,
  interval,
}: {
  readonly percent: number | null;
  readonly interval: Interval;
}) {
  const [lower, upper] = interval ?? [null, null];
  return { value: percent, lower, upper, unit: 'percent' };
}
