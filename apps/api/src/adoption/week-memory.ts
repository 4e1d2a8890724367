import type { Day, PeopleOfWeek } from '@uplift/metrics';

/** Remembers who did what in which week; see {@link createWeekMemory}. */
export type WeekMemory = {
  /**
   * Weeks of a version, in order: those known from before, and of the others what `read` says, which
   * may tell of more.
   */
  readonly find: (
    wanted: { readonly version: string; readonly weeks: readonly Day[] },
    read: (missing: readonly Day[]) => Promise<readonly PeopleOfWeek[]>,
  ) => Promise<readonly PeopleOfWeek[]>;
};

/**
 * A memory of bounded size: weeks that were asked for least recently go first, so that those of
 * versions before go soon.
 *
 * @param mostPeople - in all weeks together
 */
export function createWeekMemory(mostPeople: number): WeekMemory {
  const shelf: Shelf = { known: new Map(), people: 0 };
  return {
    find: async ({ version, weeks }, read) => {
      const found = new Map(weeks.flatMap((week) => taken(shelf, `${version} ${week}`)));
      const missing = weeks.filter((week) => !found.has(week));
      if (missing.length > 0) {
        for (const one of await read(missing)) {
          found.set(one.week, one);
          keep(shelf, `${version} ${one.week}`, one);
        }
        makeRoom(shelf, mostPeople);
      }
      return weeks.flatMap((week) => found.get(week) ?? []);
    },
  };
}

/** Weeks by version and day, least recently asked for first. */
type Shelf = { readonly known: Map<string, PeopleOfWeek>; people: number };

function taken({ known }: Shelf, key: string): [Day, PeopleOfWeek][] {
  const week = known.get(key);
  if (week === undefined) return [];
  known.delete(key);
  known.set(key, week);
  return [[week.week, week]];
}

function keep(shelf: Shelf, key: string, week: PeopleOfWeek): void {
  forget(shelf, key);
  shelf.known.set(key, week);
  shelf.people += sizeOf(week);
}

function makeRoom(shelf: Shelf, mostPeople: number): void {
  for (const oldest of shelf.known.keys()) {
    if (shelf.people <= mostPeople) return;
    forget(shelf, oldest);
  }
}

function forget(shelf: Shelf, key: string): void {
  const week = shelf.known.get(key);
  if (week === undefined) return;
  shelf.people -= sizeOf(week);
  shelf.known.delete(key);
}

/** A week of nobody takes room, too. */
function sizeOf({ people }: PeopleOfWeek): number {
  return people.size + 1;
}
