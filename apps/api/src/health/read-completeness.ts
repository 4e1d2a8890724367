import type { OrganizationHealth } from '@uplift/contracts';
import {
  findCompletenessDays,
  findCoverage,
  type DaySpan,
  type StoredCount,
  type Transaction,
} from '@uplift/db';
import {
  addDays,
  completenessOfDay,
  totalCompleteness,
  type Day,
  type DayCompleteness,
} from '@uplift/metrics';

/** How complete the days of an organisation are. */
export type Completeness = {
  readonly total: OrganizationHealth['completeness'];
  /** By the full name of a repository; those that left the reach are not among them. */
  readonly byRepository: ReadonlyMap<
    string,
    OrganizationHealth['repositories'][number]['completeness']
  >;
};

/** How complete each day of a span is, of each repository and of all together. */
export async function readCompleteness(tx: Transaction, span: DaySpan): Promise<Completeness> {
  const counts = new Map<string, StoredCount>();
  for (const count of await findCompletenessDays(tx, span)) {
    counts.set(`${count.repositoryId} ${count.day}`, count);
  }
  const days = daysOf(span);
  const all: DayCompleteness[] = [];
  const byRepository = new Map<string, Told[]>();
  for (const { repositoryId, repository, removed, coverage } of await findCoverage(tx)) {
    if (removed) continue;
    const own = days.map((day) =>
      completenessOfDay(day, coverage, counts.get(`${repositoryId} ${day}`)),
    );
    all.push(...own);
    byRepository.set(repository, own.map(told));
  }
  return { total: { ...span, ...totalCompleteness(all) }, byRepository };
}

type Told = Omit<DayCompleteness, 'standing'>;

function told({ day, expected, present, percent, reason }: DayCompleteness): Told {
  return { day, expected, present, percent, reason };
}

function daysOf({ from, to }: DaySpan): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
