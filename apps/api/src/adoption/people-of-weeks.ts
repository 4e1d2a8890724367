import {
  findAdoptionVersion,
  findAdoptionWeeks,
  findReportDays,
  type Transaction,
} from '@uplift/db';
import { addDays, peopleByWeek, type Day, type PeopleOfWeek } from '@uplift/metrics';

import { createWeekMemory } from './week-memory.ts';

/** A hundred weeks of 2,500 people; some 40 MB. */
const MOST_PEOPLE = 250_000;

/** One for the process: a version is of one organisation in one database. */
const memory = createWeekMemory(MOST_PEOPLE);

/**
 * What everybody did in each week, from memory where nothing has changed since that may change it.
 * The version is read first: what is found right after a change is kept for the state before, which
 * nobody reads any more, and never the other way round.
 *
 * @param weeks - Mondays, one after the other
 */
export async function readPeopleOfWeeks(
  tx: Transaction,
  weeks: readonly Day[],
): Promise<readonly PeopleOfWeek[]> {
  const state = await findAdoptionVersion(tx);
  const reports = await findReportDays(tx);
  const version = JSON.stringify([state, reports.firstReportDay, reports.lastReportDay]);
  return memory.find({ version, weeks }, async (missing) => {
    const span = mondaysBetween(missing);
    const from = span[0] ?? '';
    const evidence = await findAdoptionWeeks(tx, { from, to: addDays(span.at(-1) ?? from, 7) });
    return peopleByWeek({ ...evidence, ...reports, weeks: span });
  });
}

/** From the first to the last: what lies between is read again, for less than two readings cost. */
function mondaysBetween(missing: readonly Day[]): Day[] {
  const last = missing.at(-1) ?? '';
  const mondays: Day[] = [];
  for (
    let monday = missing[0] ?? '';
    monday !== '' && monday <= last;
    monday = addDays(monday, 7)
  ) {
    mondays.push(monday);
  }
  return mondays;
}

/**
 * Everybody of whom any week tells, or of the group that they were in on the last day of the week.
 *
 * @param membersOn - who is in the group; null: everybody
 */
export function knownIn(
  weeks: readonly PeopleOfWeek[],
  membersOn: ((day: Day) => ReadonlySet<number>) | null,
): Set<number> {
  const known = new Set<number>();
  for (const { week, people } of weeks) {
    const group = membersOn === null ? people.keys() : membersOn(addDays(week, 6));
    for (const id of group) if (people.has(id)) known.add(id);
  }
  return known;
}
