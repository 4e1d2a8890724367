import type { Grain } from '../api/series.ts';

/** The grades of authorship that can be asked for. */
export const authorships = ['agent', 'assisted', 'unmarked', 'bot'] as const;
/** How the authorship of a pull request was graded. */
export type Authorship = (typeof authorships)[number];

/** The moving windows that are offered, in weeks before the running one. */
export const periods = ['12w', '26w', '52w', '104w'] as const;
/** A window that moves with the calendar. */
export type Period = (typeof periods)[number];

export const grains = ['day', 'week', 'month'] as const satisfies readonly Grain[];

/** The stages of a pull request, in their order. */
export const stages = ['coding', 'pickup', 'review', 'merge'] as const;
/** Where a pull request is between its first commit and its end. */
export type Stage = (typeof stages)[number];

/** The bands of age of what is open, the youngest first, each by its upper bound. */
export const ages = ['1d', '3d', '7d', '28d', 'older'] as const;
/** A band of age: under a day, a day to three, and so on. */
export type Age = (typeof ages)[number];

/** The orders of a list of pull requests. */
const sorts = ['cycle_time', 'date', 'age', 'updated', 'size'] as const;
/** How a list of pull requests is ordered. */
export type Sort = (typeof sorts)[number];

/** The percentiles that a line can show; the median unless told. */
const percentiles = ['p75', 'p90'] as const;
/** A percentile other than the median. */
export type Percentile = (typeof percentiles)[number];

/**
 * What a link shows. What is left out is as usual: everybody, the last 26 weeks, by week. `from`
 * and `to` are UTC days, half-open, and stand for a fixed window instead of `period`.
 */
export type View = {
  readonly team?: string;
  readonly repository?: string;
  readonly authorship?: Authorship;
  readonly period?: Period;
  readonly from?: string;
  readonly to?: string;
  readonly grain?: Grain;
  /** `working` shows working hours beside calendar time. */
  readonly clock?: 'working';
  /** Charts that are shown as tables. */
  readonly show?: readonly string[];
  /** The first UTC day of the bucket whose pull requests are listed. */
  readonly at?: string;
  /** The age of the open pull requests that are listed, instead of a bucket. */
  readonly age?: Age;
  /** The cycle times of the merged pull requests that are listed, instead of a bucket: seconds. */
  readonly bin?: string;
  readonly stage?: Stage;
  readonly sort?: Sort;
  readonly p?: Percentile;
  /** The page of a long list, from 2 on: the first is left out. */
  readonly page?: string;
};

/** The usual window. */
export const USUAL_PERIOD: Period = '26w';
/** The usual length of a bucket. */
export const USUAL_GRAIN: Grain = 'week';

const USUAL_CLOCK = 'calendar';

const FIRST_PAGE = '1';

/** The parameters that follow a reader from page to page. */
export const travelling = [
  'team',
  'repository',
  'authorship',
  'period',
  'from',
  'to',
  'grain',
  'clock',
] as const satisfies readonly (keyof View)[];

type Raw = Readonly<Record<string, unknown>>;

/** Reads a view from the parameters of an address; what is not understood is left out. */
export function readView(raw: Raw): View {
  const dates = windowIn(raw);
  const period = dates === null ? oneOf(raw['period'], periods) : undefined;
  const grain = oneOf(raw['grain'], grains);
  const show = texts(raw['show']);
  return compact({
    team: texts(raw['team'])[0],
    repository: texts(raw['repository'])[0],
    authorship: oneOf(raw['authorship'], authorships),
    period: period === USUAL_PERIOD ? undefined : period,
    from: dates?.from,
    to: dates?.to,
    grain: grain === USUAL_GRAIN ? undefined : grain,
    clock: oneOf(raw['clock'], ['working'] as const),
    show: show.length === 0 ? undefined : show,
    at: texts(raw['at']).find(isDay),
    age: oneOf(raw['age'], ages),
    bin: texts(raw['bin']).find((text) => binOf(text) !== null),
    stage: oneOf(raw['stage'], stages),
    sort: oneOf(raw['sort'], sorts),
    p: oneOf(raw['p'], percentiles),
    page: texts(raw['page']).find(isLaterPage),
  });
}

const KNOWN: ReadonlySet<string> = new Set([
  ...travelling,
  'show',
  'at',
  'age',
  'bin',
  'stage',
  'sort',
  'p',
  'page',
]);

/** The parameters of an address that could not be understood, as they are called. */
export function notUnderstood(raw: Raw): readonly string[] {
  const view: Raw = readView(raw);
  return Object.keys(raw).filter((name) => {
    if (!KNOWN.has(name)) return true;
    const given = texts(raw[name]);
    const usual: readonly unknown[] = [USUAL_PERIOD, USUAL_GRAIN, USUAL_CLOCK, FIRST_PAGE];
    const isUsual = usual.includes(given[0]);
    const isCut = name !== 'show' && given.length > 1;
    return isCut || (view[name] === undefined && !isUsual);
  });
}

const BIN = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/;

/** The bounds of a bin as an address writes them, half-open, in seconds; null for none. */
export function binOf(text: string): { readonly from: string; readonly to: string } | null {
  const [, from, to] = BIN.exec(text) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

function windowIn(raw: Raw): { from: string; to: string } | null {
  const from = texts(raw['from']).find(isDay);
  const to = texts(raw['to']).find(isDay);
  return from !== undefined && to !== undefined && from < to ? { from, to } : null;
}

function isLaterPage(text: string): boolean {
  return text !== FIRST_PAGE && /^[1-9]\d{0,3}$/.test(text);
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  const [text] = texts(value);
  return words.find((word) => word === text);
}

function texts(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((text): text is string => typeof text === 'string' && text !== '');
}

/** Without the parts that are undefined. */
export function compact<Parts extends object>(parts: Parts): Compact<Parts> {
  const known = Object.entries(parts).filter(([, value]) => value !== undefined);
  // oxlint-disable-next-line no-unsafe-type-assertion -- the type says exactly what was left out
  return Object.fromEntries(known) as Compact<Parts>;
}

type Compact<Parts> = { readonly [Name in keyof Parts]?: Exclude<Parts[Name], undefined> };
