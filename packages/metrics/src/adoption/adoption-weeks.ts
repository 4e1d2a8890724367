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
    const of = {
      listed: seats.get(week),
      present: presence.get(week),
      lately: recentWeeks(presence, week),
      used: usage.get(week),
      recent: recentWeeks(usage, week),
    };
    const people = new Map<number, PersonWeek>();
    for (const ids of [of.listed ?? new Map<number, SeatWeek>(), ...of.lately, ...of.recent]) {
      for (const id of ids.keys()) if (!people.has(id)) people.set(id, personWeek(id, of));
    }
    return {
      week,
      hasSeatList: of.listed !== undefined,
      hasReport: hasReportIn(week, evidence),
      people,
    };
  });
}

/** What is known of a week, by person. */
type KnownOfWeek = {
  readonly listed: ReadonlyMap<number, SeatWeek> | undefined;
  readonly present: ReadonlyMap<number, unknown> | undefined;
  /** Presence in the week and those before that count with it. */
  readonly lately: readonly ReadonlyMap<number, unknown>[];
  readonly used: ReadonlyMap<number, UsageWeek> | undefined;
  readonly recent: readonly ReadonlyMap<number, UsageWeek>[];
};

function personWeek(
  id: number,
  { listed, present, lately, used, recent }: KnownOfWeek,
): PersonWeek {
  const weeks: UsageWeek[] = [];
  for (const rows of recent) {
    const row = rows.get(id);
    if (row !== undefined) weeks.push(row);
  }
  return {
    present: present?.has(id) ?? false,
    recentlyPresent: lately.some((rows) => rows.has(id)),
    seat: listed?.get(id) ?? null,
    days: weeks.reduce((sum, { days }) => sum + days, 0),
    ways: used?.get(id)?.ways ?? null,
    stage: weeks.length === 0 ? null : stageOf(weeks),
  };
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
  people: PeopleOfWeek,
  group: Iterable<number> | null,
): AdoptionWeek {
  const { week, hasSeatList, hasReport } = people;
  const { ways, stages, ...told } = tally(people, group);
  return {
    week,
    present: told.present,
    recentlyPresent: told.recentlyPresent,
    seats: hasSeatList ? told.seats : null,
    active: hasSeatList || hasReport ? told.active : null,
    regular: hasReport ? told.regular : null,
    idle: hasSeatList ? told.idle : null,
    grace: hasSeatList ? told.grace : null,
    ways: hasReport ? ways : null,
    stages: hasReport ? stages : null,
  };
}

/** Every count of a group, known or not, in one pass over it. */
function tally({ hasSeatList, people }: PeopleOfWeek, group: Iterable<number> | null) {
  // Use without a seat of the list is another organisation's: the stages of a funnel lie within each other.
  const counts = ({ seat, recentlyPresent }: PersonWeek): boolean =>
    hasSeatList ? seat !== null : recentlyPresent;
  const told = {
    present: 0,
    recentlyPresent: 0,
    seats: 0,
    active: 0,
    regular: 0,
    idle: 0,
    grace: 0,
  };
  const ways = countsOf(waysOfWorking, () => 0);
  const stages = countsOf(maturityStages, () => 0);
  for (const id of group ?? people.keys()) {
    const person = people.get(id);
    if (person === undefined) continue;
    const { present, recentlyPresent, seat, stage } = person;
    if (present) told.present += 1;
    if (recentlyPresent) told.recentlyPresent += 1;
    if (seat !== null) told.seats += 1;
    if (counts(person) && isActive(person)) told.active += 1;
    if (counts(person) && isRegular(person)) told.regular += 1;
    if (seat?.rest === 'idle') told.idle += 1;
    if (seat?.rest === 'grace') told.grace += 1;
    if (recentlyPresent && stage !== null) stages[stage] += 1;
    if (!present || person.ways === null) continue;
    for (const way of waysOfWorking) if (person.ways[way] > 0) ways[way] += 1;
  }
  return { ...told, ways, stages };
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
