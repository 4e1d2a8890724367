import type { AdoptionGroup } from '@uplift/contracts';
import type { AdoptionCount } from '@uplift/db';

type AdoptionSource = AdoptionGroup['sources'][number];

/** Starts of one group by tool and source, week by week. */
export function sourcesOf(
  counts: readonly AdoptionCount[],
  days: readonly string[],
): AdoptionSource[] {
  const bySource = new Map<string, AdoptionCount[]>();
  for (const count of counts) {
    const key = `${count.tool} ${count.source}`;
    bySource.set(key, [...(bySource.get(key) ?? []), count]);
  }
  const first = days[0] ?? '';
  return [...bySource.values()].flatMap((rows) => {
    const [any] = rows;
    if (any === undefined) return [];
    const started = new Map(rows.map(({ week, people }) => [week, people]));
    return [
      {
        tool: any.tool,
        source: any.source,
        startedBefore: sum(rows.filter(({ week }) => week !== null && week < first)),
        unknown: started.get(null) ?? 0,
        weeks: days.map((week) => ({ week, started: started.get(week) ?? 0 })),
      },
    ];
  });
}

function sum(rows: readonly AdoptionCount[]): number {
  return rows.reduce((total, { people }) => total + people, 0);
}
