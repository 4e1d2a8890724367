import { capital } from './measures.ts';

const ESTIMATORS: Readonly<Record<string, string>> = {
  group_time_ratio: 'Headline, 8-week base',
  last_week_base: 'One-week base',
  imputation: 'Imputation',
  poisson: 'Counts (Poisson)',
  never_adopters_only: 'Only never-adopters as controls',
  doubly_robust: 'Adjusted for who they are',
  widened_interval: 'Interval widened by its false alarms',
  winsorised: 'Without the extremes',
  developer_weeks: 'Every developer-week alike',
  without_novelty: 'Without the first 4 weeks',
  stayers: 'Only those who stayed',
  without_latest_month: 'Without the latest month',
  licence_date: 'From the licence date',
  two_way_fixed_effects: 'Plain regression, known to err',
};

/** What another way to compute is called. */
export function estimatorName(estimator: string): string {
  return ESTIMATORS[estimator] ?? capital(estimator.replaceAll('_', ' '));
}

/** Where the dates of adoption come from. */
export type AdoptionSource = 'usage' | 'seat' | 'import' | 'disclosed';

const SINCE: Readonly<Record<AdoptionSource, string>> = {
  usage: 'first sustained use',
  seat: 'licence',
  import: 'imported dates',
  disclosed: 'first disclosed use',
};

/** What adoption is counted from. */
export function sinceWords(source: AdoptionSource): string {
  return SINCE[source];
}

const HORIZONS = {
  merged_within_24h: 'Merged within a day',
  merged_within_72h: 'Merged within 3 days',
  merged_within_168h: 'Merged within a week',
  restricted_mean: 'Mean time, 28 days at most',
} as const;

/** What a horizon of cycle time is called. */
export function horizonName(measure: keyof typeof HORIZONS): string {
  return HORIZONS[measure];
}

const MEDIANS = {
  adopters_before: 'Adopters, before',
  adopters_after: 'Adopters, after',
  adopters_expected: 'Adopters after, had they not adopted',
  controls_before: 'Not adopted, before',
  controls_after: 'Not adopted, after',
} as const;

/** Whose median it is. */
export function medianName(of: keyof typeof MEDIANS): string {
  return MEDIANS[of];
}

const STATUSES = {
  queued: 'Waiting its turn',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const;

/** How far a comparison is, in a word. */
export function statusWords(status: keyof typeof STATUSES): string {
  return STATUSES[status];
}

const ROLES_THAT_ASK: ReadonlySet<string> = new Set(['admin', 'manager', 'champion']);

/** Whether somebody of a role may ask, freeze and rename; reading is for all. */
export function mayCompare(role: string | undefined): boolean {
  return role !== undefined && ROLES_THAT_ASK.has(role);
}

const EXCLUSIONS: Readonly<Record<string, string>> = {
  not_in_population: 'Not among those asked about',
  no_known_start: 'Start unknown: used the tool before its reports began',
  never_adopted: 'Never adopted, so without a before and after',
  bot_author: 'Opened by a bot or an AI agent',
  not_merged: 'Not merged',
  too_young: 'Opened too late to be followed for 28 days',
  running_week: 'In the week that still runs',
  adoption_week: 'In the very week of adoption',
  outside_activity: 'Outside of the weeks in which its author worked here',
  nothing_before: 'Nothing before adopting',
  nothing_after: 'Nothing after adopting',
};

const PEOPLE_LEFT_OUT: ReadonlySet<string> = new Set([
  'not_in_population',
  'no_known_start',
  'never_adopted',
  'nothing_before',
  'nothing_after',
]);

/** Whether people are left out for it, rather than some of their pull requests. */
export function isOfPeople(reason: string): boolean {
  return PEOPLE_LEFT_OUT.has(reason);
}

/** Why somebody or something is left out. */
export function exclusionWords(reason: string): string {
  return EXCLUSIONS[reason] ?? capital(reason.replaceAll('_', ' '));
}
