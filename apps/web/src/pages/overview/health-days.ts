import type { Health } from '../../api/health.ts';
import { day as dayWords } from '../../format/dates.ts';
import { count } from '../../format/numbers.ts';

/** How whole a day is: all here, something missing, or never compared with GitHub. */
export type DayHealth = {
  readonly day: string;
  readonly state: 'complete' | 'missing' | 'unknown';
  readonly words: string;
};

type Totals = { readonly expected: number; readonly present: number; readonly unknown: number };

const NOTHING: Totals = { expected: 0, present: 0, unknown: 0 };

/** The days of all repositories that are shared, together; none where none were compared. */
export function healthDays({ repositories }: Pick<Health, 'repositories'>): readonly DayHealth[] {
  const totals = new Map<string, Totals>();
  let known = 0;
  for (const { removed, completeness } of repositories) {
    if (removed) continue;
    for (const { day, expected, present } of completeness) {
      const sum = totals.get(day) ?? NOTHING;
      const isKnown = expected !== null && present !== null;
      if (isKnown) known += 1;
      totals.set(day, {
        expected: sum.expected + (expected ?? 0),
        present: sum.present + (present ?? 0),
        unknown: sum.unknown + (isKnown ? 0 : 1),
      });
    }
  }
  if (known === 0) return [];
  const shared = repositories.filter(({ removed }) => !removed).length;
  return [...totals]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([day, sum]) => dayOf(day, sum, shared));
}

function dayOf(day: string, { expected, present, unknown }: Totals, shared: number): DayHealth {
  const name = dayWords(new Date(`${day}T00:00:00Z`));
  if (unknown >= shared) return { day, state: 'unknown', words: `${name}: not compared yet` };
  const others = unknown === 1 ? '1 repository' : `${count(unknown)} repositories`;
  const rest = unknown === 0 ? '' : `, ${others} not compared`;
  const words = `${name}: ${count(present)} of ${count(expected)} changed pull requests are here${rest}`;
  return { day, state: present < expected ? 'missing' : 'complete', words };
}
