import type { ComparisonDetail } from '../api/comparison-detail.ts';
import { day, period } from '../format/dates.ts';
import { figure, type Figure } from '../format/measured.ts';
import { changeWithInterval, pValue } from '../format/numbers.ts';
import { measureWords, toolName } from './measures.ts';
import { sinceWords } from './methods.ts';
import { strong, type RichText } from './rich.ts';

type Level = Pick<ComparisonDetail, 'measure' | 'levels' | 'verdict'>;

/** What was asked, part by part: period, since when, against whom. */
export function questionWords({ question }: Pick<ComparisonDetail, 'question'>): readonly string[] {
  const { from, to, source, cohorts, tool } = question;
  const since =
    cohorts?.since === null || cohorts === undefined
      ? `since: ${sinceWords(source)} of ${toolName(tool)}`
      : `since: ${day(dayOf(cohorts.since))}, for all`;
  return [
    `who: ${peopleWords(question)}`,
    periodWords(from, to),
    since,
    cohorts === undefined ? 'against: not yet adopted' : `against: ${cohorts.control.name}`,
  ];
}

/** Whom a question is about. */
function peopleWords({
  teams,
  cohort,
  cohorts,
}: Pick<ComparisonDetail['question'], 'teams' | 'cohort' | 'cohorts'>): string {
  return cohorts?.treated.name ?? cohort?.name ?? teams?.join(', ') ?? 'all teams';
}

function periodWords(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return period(dayOf(from), dayOf(to));
  if (from !== null) return `from ${day(dayOf(from))}`;
  return to === null ? 'all history' : `before ${day(dayOf(to))}`;
}

function dayOf(text: string): Date {
  return new Date(`${text.slice(0, 10)}T00:00:00Z`);
}

/** A level of a measure in its unit. */
export function levelFigure(
  measure: string,
  value: number,
  interval: Interval | null = null,
): Figure {
  const unit = measureWords(measure).isTime ? 'seconds' : 'prs_per_developer_week';
  return figure(unit, value, interval);
}

type Interval = readonly [number, number];

/** What a plain before and after would have said, and why it is not the answer. */
export function naiveWords({ naive, verdict }: ComparisonDetail): RichText {
  const percent = naive?.percent ?? null;
  if (percent === null || verdict?.claim === 'descriptive_only') return [];
  const figures = changeWithInterval(percent, naive?.interval ?? null);
  return [
    'A plain before and after would have said ',
    strong(figures),
    '. It credits the tool with whatever else changed at the same time.',
  ];
}

/** How likely chance alone would show as much. */
export function chanceWords({ effect }: ComparisonDetail): string {
  const p = effect?.p ?? null;
  return p === null ? '' : `Chance alone would show as much with ${pValue(p)}.`;
}

/** What nothing stands for on the scale of an event study. */
export function zeroWords({ measure, levels }: Level): string {
  const expected = levels?.expected ?? null;
  if (expected === null) return '0% = no change against the others';
  const level = levelFigure(measure, expected).value;
  return `0% = ${level}, what adopters would have ${measureWords(measure).isTime ? 'needed' : 'had'}`;
}

/** The smallest change that would have been seen, in percent; null where none is known. */
export function smallestVisible({ checks }: Pick<ComparisonDetail, 'checks'>): number | null {
  const percent = checks?.find(({ id }) => id === 'detectable_effect')?.numbers?.['percent'];
  return typeof percent === 'number' ? percent : null;
}

const AIMS = {
  effect: 'the strongest of five claims: every check that it needs is passed',
  associated: 'the adopters differ, but the tool need not be the cause',
  no_material_change: 'whatever changed is too small to matter',
  cannot_tell: 'the data do not settle it',
  descriptive_only: 'what was seen; nothing is claimed about why',
} as const;

/** How much a claim says. */
export function claimMeaning(claim: keyof typeof AIMS): string {
  return AIMS[claim];
}
