import type { AdoptionGroup, AdoptionResponse } from '@uplift/contracts';
import { countAdoptions, withOrganization, type AdoptionCount, type Database } from '@uplift/db';
import {
  bucketsIn,
  dayOf,
  definitionBreaksWithin,
  MINIMUM_GROUP,
  type Window,
} from '@uplift/metrics';

import { findHiddenLines, findPeopleOfLines } from '../series/hidden-lines.ts';
import { linesOfView, type ViewLine } from '../series/view.ts';

export type AdoptionRequest = {
  readonly organizationId: number;
  /** Widened to whole weeks. */
  readonly window: Window;
  readonly by: 'team' | null;
  readonly tool: string | null;
};

type AdoptionSource = AdoptionGroup['sources'][number];

/** How many people started with a tool, by week and source: counts, never names. */
export async function readAdoption(
  { organizationId, window, by, tool }: AdoptionRequest,
  { db }: { readonly db: Database },
): Promise<AdoptionResponse> {
  const weeks = bucketsIn('week', window);
  const span = { from: weeks[0]?.from ?? window.from, to: weeks.at(-1)?.to ?? window.to };
  const days = weeks.map(({ from }) => dayOf(from));
  return withOrganization(db, organizationId, async (tx) => {
    const view = { team: null, repository: null, cohort: null, authorship: null, by };
    const lines = await linesOfView(tx, view);
    const hidden = await findHiddenLines(tx, view, { lines, window: span });
    const people = await findPeopleOfLines(tx, view, span);
    const counts = await countAdoptions(tx, { to: dayOf(span.to), tool, byTeam: by === 'team' });
    return {
      from: dayOf(span.from),
      to: dayOf(span.to),
      groups: lines.map((line) => {
        if (hidden.has(line.group)) return suppressed(line);
        const own = counts.filter(({ teamId }) => by === null || String(teamId) === line.group);
        return {
          key: line.key,
          status: 'measured',
          people: people.get(line.group)?.size ?? 0,
          reason: null,
          sources: sourcesOf(own, days),
        };
      }),
      breaks: definitionBreaksWithin(dayOf(span.from), dayOf(span.to)).map((found) => ({
        ...found,
        affects: [...found.affects],
      })),
    };
  });
}

function suppressed({ key }: ViewLine): AdoptionGroup {
  const reason = `about fewer than ${MINIMUM_GROUP} people, or all but fewer than ${MINIMUM_GROUP}: not shown`;
  return { key, status: 'suppressed', people: null, reason, sources: [] };
}

function sourcesOf(counts: readonly AdoptionCount[], days: readonly string[]): AdoptionSource[] {
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
