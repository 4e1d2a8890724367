import { addDays } from '../days.ts';
import { waysOfWorking, type Day, type WayOfWorking } from '../observations.ts';
import { MATURITY_DAYS, maturityStages, type MaturityStage } from './maturity.ts';
import { DEFAULT_USAGE_RULE } from './usage-start.ts';

/** A person's use of Copilot in one ISO week, by the user report. */
export type UsageWeek = {
  readonly personId: number;
  /** A Monday. */
  readonly week: Day;
  /** Active days. */
  readonly days: number;
  /** Days on which each way of working was chosen. */
  readonly ways: Readonly<Record<WayOfWorking, number>>;
  /** Days on which any way of each stage was. */
  readonly stages: Readonly<Record<MaturityStage, number>>;
};

/** A seat as the last list of a week shows it. */
export type SeatWeek = {
  readonly personId: number;
  readonly week: Day;
  /** Used in the 28 days before the list. */
  readonly active: boolean;
  /** Not used in the 30 days before the list, and granted before them, or (`grace`) within. */
  readonly rest: 'idle' | 'grace' | null;
};

/** What is known of the people of an organisation, week by week. */
export type AdoptionWeeksEvidence = {
  /** Mondays, in order. */
  readonly weeks: readonly Day[];
  /** Of these weeks and the three before. */
  readonly usage: readonly UsageWeek[];
  readonly seats: readonly SeatWeek[];
  /** Of these weeks and the three before. */
  readonly presence: readonly { readonly personId: number; readonly week: Day }[];
  /** Days of the first and the last user report held; null where none is. */
  readonly firstReportDay: Day | null;
  readonly lastReportDay: Day | null;
};

/** One person in one week. */
type PersonWeek = {
  readonly present: boolean;
  /** In the 28 days that end with the week. */
  readonly recentlyPresent: boolean;
  readonly seat: SeatWeek | null;
  /** In the 28 days that end with the week. */
  readonly days: number;
  /** In the week. */
  readonly ways: Readonly<Record<WayOfWorking, number>> | null;
  readonly stage: MaturityStage | null;
};

/** One week of everybody; what no source tells of is not known, which is not none. */
export type PeopleOfWeek = {
  readonly week: Day;
  readonly hasSeatList: boolean;
  readonly hasReport: boolean;
  readonly people: ReadonlyMap<number, PersonWeek>;
};

/** How far adoption has come in a group in one week: counts of people; null where not known. */
export type AdoptionWeek = {
  readonly week: Day;
  readonly present: number;
  /** In the 28 days that end with the week: whom use is counted of where seats are not known. */
  readonly recentlyPresent: number;
  readonly seats: number | null;
  /** Used it in the 28 days that end with the week; of the seats, or else of those recently present. */
  readonly active: number | null;
  /** On at least four of those days. */
  readonly regular: number | null;
  readonly idle: number | null;
  readonly grace: number | null;
  /** Who chose each way of working in the week, of those present in it. */
  readonly ways: Readonly<Record<WayOfWorking, number>> | null;
  /** The highest stage that each reached in the 28 days, of those recently present. */
  readonly stages: Readonly<Record<MaturityStage, number>> | null;
};

const WEEKS_OF_USE = DEFAULT_USAGE_RULE.windowDays / 7;

/** Puts together what is known of each person in each week. */
export function peopleByWeek(evidence: AdoptionWeeksEvidence): readonly PeopleOfWeek[] {
  const usage = byWeek(evidence.usage);
  const seats = byWeek(evidence.seats);
  const presence = byWeek(evidence.presence);
  return evidence.weeks.map((week) => {
    const recent = recentWeeks(usage, week);
    const listed = seats.get(week) ?? new Map<number, SeatWeek>();
    const present = presence.get(week) ?? new Map<number, unknown>();
    const lately = recentWeeks(presence, week);
    const ids = new Set([
      ...listed.keys(),
      ...lately.flatMap((rows) => [...rows.keys()]),
      ...recent.flatMap((rows) => [...rows.keys()]),
    ]);
    const people = [...ids].map((id): [number, PersonWeek] => {
      const used = recent.flatMap((rows) => rows.get(id) ?? []);
      const inWeek = usage.get(week)?.get(id);
      return [
        id,
        {
          present: present.has(id),
          recentlyPresent: lately.some((rows) => rows.has(id)),
          seat: listed.get(id) ?? null,
          days: used.reduce((sum, { days }) => sum + days, 0),
          ways: inWeek?.ways ?? null,
          stage: stageOf(used),
        },
      ];
    });
    return {
      week,
      hasSeatList: listed.size > 0,
      hasReport: hasReportIn(week, evidence),
      people: new Map(people),
    };
  });
}

/** The week and those before it that its 28 days reach back to. */
function recentWeeks<Row>(byMonday: ReadonlyMap<Day, Row>, week: Day): Row[] {
  return Array.from({ length: WEEKS_OF_USE }, (_, back) =>
    byMonday.get(addDays(week, -7 * back)),
  ).filter((rows) => rows !== undefined);
}

/** A week that no report is of says nothing of use, even if earlier ones did. */
function hasReportIn(
  week: Day,
  {
    firstReportDay,
    lastReportDay,
  }: Pick<AdoptionWeeksEvidence, 'firstReportDay' | 'lastReportDay'>,
): boolean {
  if (firstReportDay === null || lastReportDay === null) return false;
  return firstReportDay < addDays(week, 7) && week <= lastReportDay;
}

/** Counts one week of a group; null: everybody. Every part lies within its whole. */
export function countAdoptionWeek(
  { week, hasSeatList, hasReport, people }: PeopleOfWeek,
  group: Iterable<number> | null,
): AdoptionWeek {
  const own =
    group === null ? [...people.values()] : [...group].flatMap((id) => people.get(id) ?? []);
  const count = (is: (person: PersonWeek) => boolean): number => own.filter(is).length;
  // Use without a seat of the list is another organisation's: the stages of a funnel lie within each other.
  const counts = ({ seat, recentlyPresent }: PersonWeek): boolean =>
    hasSeatList ? seat !== null : recentlyPresent;
  return {
    week,
    present: count(({ present }) => present),
    recentlyPresent: count(({ recentlyPresent }) => recentlyPresent),
    seats: hasSeatList ? count(({ seat }) => seat !== null) : null,
    active: hasSeatList || hasReport ? count((person) => counts(person) && isActive(person)) : null,
    regular: hasReport ? count((person) => counts(person) && isRegular(person)) : null,
    idle: hasSeatList ? count(({ seat }) => seat?.rest === 'idle') : null,
    grace: hasSeatList ? count(({ seat }) => seat?.rest === 'grace') : null,
    ways: hasReport
      ? countsOf(waysOfWorking, (way) =>
          count(({ present, ways }) => present && (ways?.[way] ?? 0) > 0),
        )
      : null,
    stages: hasReport
      ? countsOf(maturityStages, (stage) =>
          count((person) => person.recentlyPresent && person.stage === stage),
        )
      : null,
  };
}

function isActive({ days, seat }: PersonWeek): boolean {
  return days > 0 || (seat?.active ?? false);
}

function isRegular({ days }: PersonWeek): boolean {
  return days >= DEFAULT_USAGE_RULE.activeDays;
}

function stageOf(weeks: readonly UsageWeek[]): MaturityStage | null {
  const reached = maturityStages.filter(
    (stage) => weeks.reduce((sum, { stages }) => sum + stages[stage], 0) >= MATURITY_DAYS,
  );
  return reached.at(-1) ?? null;
}

function byWeek<Row extends { readonly personId: number; readonly week: Day }>(
  rows: readonly Row[],
): Map<Day, Map<number, Row>> {
  const weeks = new Map<Day, Map<number, Row>>();
  for (const row of rows) {
    const own = weeks.get(row.week) ?? new Map<number, Row>();
    weeks.set(row.week, own.set(row.personId, row));
  }
  return weeks;
}

function countsOf<Key extends string>(
  keys: readonly Key[],
  count: (key: Key) => number,
): Record<Key, number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each key of the list
  return Object.fromEntries(keys.map((key) => [key, count(key)])) as Record<Key, number>;
}
